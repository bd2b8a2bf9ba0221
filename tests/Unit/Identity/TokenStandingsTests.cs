using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Infrastructure.Tokens;
using Monolith.Shared.Infrastructure.Auth;

namespace Monolith.Tests.Unit.Identity;

public sealed class TokenStandingsTests : IDisposable
{
    private static readonly TokenFacts Facts = new(Guid.CreateVersion7(), Guid.CreateVersion7(), AuthenticatedAt: 1_000, ["user"]);
    private static readonly AuthenticateResult Valid = AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(), "Bearer"));

    private readonly ManualClock _clock = new();
    private readonly Sessions _sessions = new();
    private readonly TokenStandings _standings;

    public TokenStandingsTests() => _standings = new TokenStandings(_sessions, _clock);

    [Fact]
    public async Task The_session_is_asked_for_twice_a_second_whatever_tokens_say_the_same()
    {
        for (var use = 0; use < 100; use++)
        {
            (await _standings.CheckAsync(Facts with { Roles = ["user"] })).ShouldBe(TokenStanding.Good);
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        _sessions.Questions.ShouldBe(10);
    }

    [Fact]
    public async Task A_token_that_says_anything_else_has_a_question_of_its_own()
    {
        TokenFacts[] others =
        [
            Facts,
            Facts with { SessionId = Guid.CreateVersion7() },
            Facts with { AccountId = Guid.CreateVersion7() },
            Facts with { AuthenticatedAt = 1_001 },
            Facts with { Roles = ["user", "admin"] },
            Facts with { Roles = [] },
        ];
        foreach (var facts in others)
            await _standings.CheckAsync(facts);
        _sessions.Questions.ShouldBe(others.Length);
    }

    [Fact]
    public async Task An_end_is_known_within_half_a_second()
    {
        await _standings.CheckAsync(Facts);
        _sessions.Answer = () => Task.FromResult(TokenStanding.Ended);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        (await _standings.CheckAsync(Facts)).ShouldBe(TokenStanding.Ended);
    }

    [Fact]
    public async Task A_known_token_is_worth_what_its_session_says_at_the_time()
    {
        var worth = TokenSession.WhileGood(Valid, _standings.Of(Facts));
        (await worth(_clock.GetUtcNow())).ShouldBeSameAs(Valid);

        _sessions.Answer = () => Task.FromResult(TokenStanding.Outdated);
        (await worth(_clock.GetUtcNow())).ShouldBeSameAs(Valid);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        (await worth(_clock.GetUtcNow())).Failure.ShouldBeOfType<OutdatedTokenException>();

        _sessions.Answer = () => Task.FromResult(TokenStanding.Ended);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        (await worth(_clock.GetUtcNow())).Failure.ShouldNotBeOfType<OutdatedTokenException>();

        _sessions.Answer = () => Task.FromResult(TokenStanding.Good);
        _clock.Advance(TimeSpan.FromMilliseconds(500));
        (await worth(_clock.GetUtcNow())).ShouldBeSameAs(Valid);
    }

    [Fact]
    public async Task A_question_that_failed_is_asked_again_at_once()
    {
        _sessions.Answer = () => Task.FromException<TokenStanding>(new TimeoutException());
        await Should.ThrowAsync<TimeoutException>(() => _standings.CheckAsync(Facts));
        _sessions.Answer = () => Task.FromResult(TokenStanding.Good);
        (await _standings.CheckAsync(Facts)).ShouldBe(TokenStanding.Good);
    }

    [Fact]
    public async Task Whoever_comes_while_it_is_asked_waits_for_the_same_answer()
    {
        var answer = new TaskCompletionSource<TokenStanding>();
        _sessions.Answer = () => answer.Task;
        var waiting = new[] { _standings.CheckAsync(Facts), _standings.CheckAsync(Facts) };
        answer.SetResult(TokenStanding.Good);
        (await Task.WhenAll(waiting)).ShouldAllBe(standing => standing == TokenStanding.Good);
        _sessions.Questions.ShouldBe(1);
    }

    public void Dispose() => _standings.Dispose();

    private sealed class Sessions : IOpenSessions
    {
        public int Questions { get; private set; }

        public Func<Task<TokenStanding>> Answer { get; set; } = () => Task.FromResult(TokenStanding.Good);

        public Task<TokenStanding> CheckAsync(TokenFacts token, CancellationToken cancellationToken)
        {
            Questions++;
            return Answer();
        }

        public Task RemoveAsync(Guid sessionId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task NoteSessionAsync(Guid sessionId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task NoteAccountAsync(Guid accountId, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
