using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>
/// Tokens that this node has validated in full less than a minute ago, so that not every request pays for a signature or a question to the
/// database, which cost a hundred times the lookup. None is known past its own expiry.
/// </summary>
internal sealed class KnownTokens(TimeProvider clock) : IDisposable
{
    /// <summary>Beyond these nothing new is remembered until something expires; such tokens are validated every time.</summary>
    private const int MaxTokens = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _tokens = new(Options.Create(new MemoryCacheOptions { SizeLimit = MaxTokens }));

    /// <param name="credentials">The whole <c>Authorization</c> header.</param>
    /// <param name="result">A failure when the token is worth nothing any more.</param>
    public bool TryFind(string credentials, [NotNullWhen(true)] out Task<AuthenticateResult>? result)
    {
        var now = clock.GetUtcNow();
        result = _tokens.TryGetValue(credentials, out KnownToken? known) && now < known!.Until ? known.AskAsync(now) : null;
        return result is not null;
    }

    /// <param name="expires">Null for a token that cannot be remembered, as it does not say when it ends.</param>
    /// <param name="ask">Whether the token is still worth something at a time, and what.</param>
    public void Remember(string credentials, DateTimeOffset? expires, Func<DateTimeOffset, Task<AuthenticateResult>> ask)
    {
        if (expires is null)
            return;
        var until = clock.GetUtcNow() + MaxAge;
        _tokens.Set(
            credentials,
            new KnownToken(ask, until < expires ? until : expires.Value),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = MaxAge });
    }

    public void Dispose() => _tokens.Dispose();

    /// <param name="Until">The token must be validated again from then on.</param>
    private sealed record KnownToken(Func<DateTimeOffset, Task<AuthenticateResult>> AskAsync, DateTimeOffset Until);
}
