using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>
/// Access tokens that this node has validated in full less than a minute ago, so that not every request pays for a signature, which
/// costs a hundred times the lookup. None is known past its own expiry.
/// </summary>
internal sealed class KnownTokens(TimeProvider clock) : IDisposable
{
    /// <summary>Beyond these nothing new is remembered until something expires; such tokens are validated every time.</summary>
    private const int MaxTokens = 10_000;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _tokens = new(Options.Create(new MemoryCacheOptions { SizeLimit = MaxTokens }));

    /// <param name="credentials">The whole <c>Authorization</c> header.</param>
    public bool TryFind(string credentials, [NotNullWhen(true)] out Task<AuthenticateResult>? result)
    {
        result = _tokens.TryGetValue(credentials, out Known? known) && clock.GetUtcNow() < known!.Until ? known.Result : null;
        return result is not null;
    }

    public void Remember(string credentials, AuthenticateResult result)
    {
        if (result.Properties?.ExpiresUtc is not { } expires)
            return;
        var until = clock.GetUtcNow() + MaxAge;
        _tokens.Set(
            credentials,
            new Known(Task.FromResult(result), until < expires ? until : expires),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = MaxAge });
    }

    public void Dispose() => _tokens.Dispose();

    private sealed record Known(Task<AuthenticateResult> Result, DateTimeOffset Until);
}
