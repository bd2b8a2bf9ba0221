using Microsoft.Extensions.Options;

namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>How long and how much is cached (<c>Caching:*</c>).</summary>
internal sealed class CachingOptions
{
    public const string Section = "Caching";

    /// <summary>How long an answer is kept while nothing that it shows changes; zero keeps none.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a node that cannot reach Redis keeps an answer: it does not hear of what other nodes write, so it may be that old.
    /// </summary>
    public TimeSpan LifetimeWithoutRedis { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long requests wait for the one that makes the answer they ask for, whichever node it is at; then they make it themselves.
    /// </summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of answers that a node holds at most; the least recently used go first.</summary>
    public long NearBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Tells installations that share one Redis apart.</summary>
    public string RedisPrefix { get; init; } = "cache";
}

internal sealed class CachingOptionsValidator : IValidateOptions<CachingOptions>
{
    private const long LeastBytes = 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, CachingOptions options)
    {
        var problems = new List<string>();
        if (options.Lifetime < TimeSpan.Zero || options.Lifetime > TimeSpan.FromDays(1))
            problems.Add($"{CachingOptions.Section}:{nameof(options.Lifetime)} must be at least zero and at most a day.");
        if (options.LifetimeWithoutRedis <= TimeSpan.Zero || options.LifetimeWithoutRedis > TimeSpan.FromSeconds(1))
            problems.Add($"{CachingOptions.Section}:{nameof(options.LifetimeWithoutRedis)} must be more than zero and at most a second.");
        if (options.LongestWait <= TimeSpan.Zero || options.LongestWait > TimeSpan.FromMinutes(1))
            problems.Add($"{CachingOptions.Section}:{nameof(options.LongestWait)} must be more than zero and at most a minute.");
        if (options.NearBytes < LeastBytes)
            problems.Add($"{CachingOptions.Section}:{nameof(options.NearBytes)} must be at least {LeastBytes}.");
        if (string.IsNullOrWhiteSpace(options.RedisPrefix))
            problems.Add($"{CachingOptions.Section}:{nameof(options.RedisPrefix)} must not be empty.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
