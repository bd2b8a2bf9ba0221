using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Infrastructure.Tokens;

namespace Monolith.Tests.Unit.Identity;

public sealed class KnownTokensTests : IOpenSessions, IDisposable
{
    private const string Credentials = "Bearer one";

    private static readonly Guid SessionId = Guid.CreateVersion7();

    private readonly ManualClock _clock = new();
    private readonly KnownTokens _known;
    private int _questions;
    private bool _isOpen = true;

    public KnownTokensTests() => _known = new KnownTokens(this, _clock);

    [Fact]
    public async Task A_token_that_was_valid_is_known()
    {
        var result = Valid(_clock.GetUtcNow().AddMinutes(10));
        _known.Remember(Credentials, result);
        (await FoundAsync()).ShouldBeSameAs(result);
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
    public void A_token_without_expiry_or_without_session_is_never_known()
    {
        _known.Remember(Credentials, Valid(expires: null));
        _known.Remember(Credentials, Valid(_clock.GetUtcNow().AddMinutes(10), new ClaimsPrincipal()));
        _known.TryFind(Credentials, out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Its_session_is_asked_for_twice_a_second_whoever_uses_it()
    {
        _known.Remember(Credentials, Valid(_clock.GetUtcNow().AddMinutes(10)));
        for (var use = 0; use < 100; use++)
        {
            (await FoundAsync()).Succeeded.ShouldBeTrue();
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        _questions.ShouldBe(9);
    }

    [Fact]
    public async Task It_is_worth_nothing_within_half_a_second_of_its_session_s_end()
    {
        _known.Remember(Credentials, Valid(_clock.GetUtcNow().AddMinutes(10)));
        _isOpen = false;
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        (await FoundAsync()).Succeeded.ShouldBeFalse();
    }

    public void Dispose() => _known.Dispose();

    Task<bool> IOpenSessions.ContainsAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        sessionId.ShouldBe(SessionId);
        _questions++;
        return Task.FromResult(_isOpen);
    }

    Task IOpenSessions.RemoveAsync(Guid sessionId, CancellationToken cancellationToken) => throw new NotSupportedException();

    private Task<AuthenticateResult> FoundAsync()
    {
        _known.TryFind(Credentials, out var result).ShouldBeTrue();
        return result!;
    }

    private static AuthenticateResult Valid(DateTimeOffset? expires, ClaimsPrincipal? principal = null) =>
        AuthenticateResult.Success(new AuthenticationTicket(
            principal ?? new ClaimsPrincipal(new ClaimsIdentity([new Claim("sid", SessionId.ToString())])),
            new AuthenticationProperties { ExpiresUtc = expires },
            "Bearer"));
}
