using Microsoft.AspNetCore.Authentication;
using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>A token that is valid by itself. Whether its session goes on is asked again twice a second, once for all who use it.</summary>
/// <param name="until">The token must be validated again from then on.</param>
internal sealed class KnownToken(AuthenticateResult result, Guid sessionId, DateTimeOffset now, DateTimeOffset until)
{
    /// <summary>With the time that the news of an end takes, well under the second within which every node must know.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private Answer _last = new(Task.FromResult(result), now + Freshness);

    public DateTimeOffset Until { get; } = until;

    public Task<AuthenticateResult> ResultAsync(IOpenSessions sessions, DateTimeOffset now)
    {
        var last = Volatile.Read(ref _last);
        return now < last.FreshUntil ? last.Result : RenewAsync(sessions, now);
    }

    private Task<AuthenticateResult> RenewAsync(IOpenSessions sessions, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now >= _last.FreshUntil)
                Volatile.Write(ref _last, new Answer(AskAsync(sessions), now + Freshness));
            return _last.Result;
        }
    }

    // For everybody who uses the token: no single request may cancel it.
    private async Task<AuthenticateResult> AskAsync(IOpenSessions sessions) =>
        await sessions.ContainsAsync(sessionId, CancellationToken.None) ? result : TokenSession.Ended;

    private sealed record Answer(Task<AuthenticateResult> Result, DateTimeOffset FreshUntil);
}
