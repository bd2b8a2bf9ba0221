using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>The limits with the numbers that this installation gives them.</summary>
internal sealed class ConfiguredLimits
{
    private const int MaxPermits = 1_000_000_000;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly Dictionary<string, RateLimit> _limits;

    /// <exception cref="OptionsValidationException">With one sentence for every number that makes no limit.</exception>
    public ConfiguredLimits(IConfiguration configuration)
    {
        List<string> problems = [];
        _limits = new[] { RateLimits.Credentials, RateLimits.Accounts, RateLimits.Reads, RateLimits.Writes, RateLimits.Bulk, RateLimits.Machines }
            .ToDictionary(limit => limit.Name, limit => Configured(limit, configuration, problems), StringComparer.Ordinal);
        if (problems.Count > 0)
            throw new OptionsValidationException("RateLimits", typeof(RateLimit), problems);
    }

    /// <returns>A limit of a module's own as it is.</returns>
    public RateLimit Of(RateLimit declared) => _limits.GetValueOrDefault(declared.Name, declared);

    private static RateLimit Configured(RateLimit limit, IConfiguration configuration, List<string> problems)
    {
        var section = configuration.GetSection($"RateLimits:{limit.Name}");
        double Number(string key, double preset, double least, double most)
        {
            if (section[key] is not { Length: > 0 } text)
                return preset;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{section.Path}:{key} must be a number between {least} and {most}."));
            return preset;
        }

        return limit with
        {
            Permits = (int)Number("Permits", limit.Permits, 1, MaxPermits),
            Period = TimeSpan.FromSeconds(Number("PeriodSeconds", limit.Period.TotalSeconds, 1, Longest.TotalSeconds)),
            LongestWait = TimeSpan.FromSeconds(Number("LongestWaitSeconds", limit.LongestWait.TotalSeconds, 0, Longest.TotalSeconds)),
            QuietTime = TimeSpan.FromSeconds(Number("QuietSeconds", limit.QuietTime.TotalSeconds, 0, Longest.TotalSeconds)),
        };
    }
}
