using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>
/// Access tokens that this node has validated in full less than a minute ago, so that not every request pays for a signature, which
/// costs a hundred times the lookup. None is known past its own expiry.
/// </summary>
internal sealed class KnownTokens(IOpenSessions sessions, TimeProvider clock) : IDisposable
{
    /// <summary>Beyond these nothing new is remembered until something expires; such tokens are validated every time.</summary>
    private const int MaxTokens = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _tokens = new(Options.Create(new MemoryCacheOptions { SizeLimit = MaxTokens }));

    /// <param name="credentials">The whole <c>Authorization</c> header.</param>
    /// <param name="result">A failure when the token's session has ended.</param>
    public bool TryFind(string credentials, [NotNullWhen(true)] out Task<AuthenticateResult>? result)
    {
        var now = clock.GetUtcNow();
        result = _tokens.TryGetValue(credentials, out KnownToken? known) && now < known!.Until ? known.ResultAsync(sessions, now) : null;
        return result is not null;
    }

    /// <param name="result">Of a token whose session was open a moment ago.</param>
    public void Remember(string credentials, AuthenticateResult result)
    {
        if (result.Properties?.ExpiresUtc is not { } expires || TokenSession.Of(result.Principal) is not { } sessionId)
            return;
        var now = clock.GetUtcNow();
        var until = now + MaxAge;
        _tokens.Set(
            credentials,
            new KnownToken(result, sessionId, now, until < expires ? until : expires),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = MaxAge });
    }

    public void Dispose() => _tokens.Dispose();
}
