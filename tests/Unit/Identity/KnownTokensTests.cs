using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Monolith.Identity.Infrastructure.Tokens;

namespace Monolith.Tests.Unit.Identity;

public sealed class KnownTokensTests : IDisposable
{
    private const string Credentials = "Bearer one";

    private readonly ManualClock _clock = new();
    private readonly KnownTokens _known;

    public KnownTokensTests() => _known = new KnownTokens(_clock);

    [Fact]
    public async Task A_token_that_was_valid_is_known()
    {
        var result = Valid(_clock.GetUtcNow().AddMinutes(10));
        _known.Remember(Credentials, result);
        _known.TryFind(Credentials, out var found).ShouldBeTrue();
        (await found!).ShouldBeSameAs(result);
        _known.TryFind("Bearer two", out _).ShouldBeFalse();
    }

    [Fact]
    public void It_is_checked_again_after_a_minute()
    {
        _known.Remember(Credentials, Valid(_clock.GetUtcNow().AddMinutes(10)));
        _clock.Advance(TimeSpan.FromSeconds(59));
        _known.TryFind(Credentials, out _).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    [Fact]
    public void It_is_not_known_past_its_own_expiry()
    {
        _known.Remember(Credentials, Valid(_clock.GetUtcNow().AddSeconds(5)));
        _clock.Advance(TimeSpan.FromSeconds(5));
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_token_without_expiry_is_never_known()
    {
        _known.Remember(Credentials, Valid(expires: null));
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    public void Dispose() => _known.Dispose();

    private static AuthenticateResult Valid(DateTimeOffset? expires) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(), new AuthenticationProperties { ExpiresUtc = expires }, "Bearer"));
}
