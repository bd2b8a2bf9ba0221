using Microsoft.AspNetCore.Authentication;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>A token that is valid by itself. Whether it goes on being so is asked again twice a second, once for all who use it.</summary>
/// <param name="ask">For everybody who uses the token, so that no single request may cancel it.</param>
/// <param name="until">The token must be validated again from then on.</param>
internal sealed class KnownToken(AuthenticateResult result, Func<Task<AuthenticateResult>> ask, DateTimeOffset now, DateTimeOffset until)
{
    /// <summary>With the time that the news of an end takes, well under the second within which every node must know.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private Answer _last = new(Task.FromResult(result), now + Freshness);

    public DateTimeOffset Until { get; } = until;

    public Task<AuthenticateResult> ResultAsync(DateTimeOffset now)
    {
        var last = Volatile.Read(ref _last);
        return now < last.FreshUntil ? last.Result : RenewAsync(now);
    }

    private Task<AuthenticateResult> RenewAsync(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now >= _last.FreshUntil)
                Volatile.Write(ref _last, new Answer(ask(), now + Freshness));
            return _last.Result;
        }
    }

    private sealed record Answer(Task<AuthenticateResult> Result, DateTimeOffset FreshUntil);
}
