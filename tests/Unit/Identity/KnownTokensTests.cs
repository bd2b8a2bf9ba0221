using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Monolith.Identity.Infrastructure.Tokens;

namespace Monolith.Tests.Unit.Identity;

public sealed class KnownTokensTests : IDisposable
{
    private const string Credentials = "Bearer one";

    private static readonly AuthenticateResult Ended = AuthenticateResult.Fail("It has ended.");

    private readonly ManualClock _clock = new();
    private readonly KnownTokens _known;
    private int _questions;
    private AuthenticateResult? _now;

    public KnownTokensTests() => _known = new KnownTokens(_clock);

    [Fact]
    public async Task A_token_that_was_valid_is_known()
    {
        var result = Valid(_clock.GetUtcNow().AddMinutes(10));
        Remember(result);
        (await FoundAsync()).ShouldBeSameAs(result);
        _known.TryFind("Bearer two", out _).ShouldBeFalse();
    }

    [Fact]
    public void It_is_checked_again_after_a_minute()
    {
        Remember(Valid(_clock.GetUtcNow().AddMinutes(10)));
        _clock.Advance(TimeSpan.FromSeconds(59));
        _known.TryFind(Credentials, out _).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    [Fact]
    public void It_is_not_known_past_its_own_expiry()
    {
        Remember(Valid(_clock.GetUtcNow().AddSeconds(5)));
        _clock.Advance(TimeSpan.FromSeconds(5));
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_token_without_expiry_is_never_known()
    {
        Remember(Valid(expires: null));
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Whether_it_goes_on_is_asked_twice_a_second_whoever_uses_it()
    {
        Remember(Valid(_clock.GetUtcNow().AddMinutes(10)));
        for (var use = 0; use < 100; use++)
        {
            (await FoundAsync()).Succeeded.ShouldBeTrue();
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        _questions.ShouldBe(9);
    }

    [Fact]
    public async Task It_is_worth_nothing_within_half_a_second_of_its_end()
    {
        Remember(Valid(_clock.GetUtcNow().AddMinutes(10)));
        _now = Ended;
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        (await FoundAsync()).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task It_is_worth_from_then_on_what_is_answered_then()
    {
        Remember(Valid(_clock.GetUtcNow().AddMinutes(10)));
        _now = Valid(_clock.GetUtcNow().AddMinutes(10));
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        (await FoundAsync()).ShouldBeSameAs(_now);
    }

    public void Dispose() => _known.Dispose();

    private void Remember(AuthenticateResult result) => _known.Remember(Credentials, result, () =>
    {
        _questions++;
        return Task.FromResult(_now ?? result);
    });

    private Task<AuthenticateResult> FoundAsync()
    {
        _known.TryFind(Credentials, out var result).ShouldBeTrue();
        return result!;
    }

    private static AuthenticateResult Valid(DateTimeOffset? expires) =>
        AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(), new AuthenticationProperties { ExpiresUtc = expires }, "Bearer"));
}
