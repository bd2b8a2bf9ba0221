using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Monolith.Identity.Infrastructure.Tokens;

namespace Monolith.Tests.Unit.Identity;

public sealed class KnownTokensTests : IDisposable
{
    private const string Credentials = "Bearer one";

    private static readonly AuthenticateResult Good =
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(), "Bearer"));

    private readonly ManualClock _clock = new();
    private readonly KnownTokens _known;

    public KnownTokensTests() => _known = new KnownTokens(_clock);

    [Fact]
    public async Task A_token_that_was_valid_is_known()
    {
        Remember(_clock.GetUtcNow().AddMinutes(10));
        _known.TryFind(Credentials, out var result).ShouldBeTrue();
        (await result).ShouldBeSameAs(Good);
        _known.TryFind("Bearer two", out _).ShouldBeFalse();
    }

    [Fact]
    public void It_is_checked_again_after_a_minute()
    {
        Remember(_clock.GetUtcNow().AddMinutes(10));
        _clock.Advance(TimeSpan.FromSeconds(59));
        _known.TryFind(Credentials, out _).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    [Fact]
    public void It_is_not_known_past_its_own_expiry()
    {
        Remember(_clock.GetUtcNow().AddSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_token_without_expiry_is_never_known()
    {
        Remember(expires: null);
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    public void Dispose() => _known.Dispose();

    private void Remember(DateTimeOffset? expires) => _known.Remember(Credentials, expires, _ => Task.FromResult(Good));
}
