using Monolith.Identity.Application;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;

namespace Monolith.Tests.Unit.Identity;

public sealed class SignInGateTests
{
    private readonly ManualClock _clock = new();
    private readonly Sessions _sessions = new();
    private readonly Tokens _tokens = new();

    private SignInGate Gate => new(_sessions, _tokens, new Settings(), _clock);

    [Fact]
    public async Task Starts_a_session_for_somebody_who_may_sign_in()
    {
        var result = await Gate.StartAsync(Somebody(), new ClientInfo("Firefox", "::1"), TestContext.Current.CancellationToken);
        result.IsSuccess.ShouldBeTrue();
        _sessions.Stored.ShouldHaveSingleItem().Id.ShouldBe(_tokens.Issued.ShouldHaveSingleItem());
        result.Value!.ToString().ShouldNotContain(result.Value.RefreshToken);
    }

    [Fact]
    public async Task Mints_nothing_before_the_address_is_verified()
    {
        var result = await Gate.StartAsync(Somebody(isVerified: false), new ClientInfo(null, null), TestContext.Current.CancellationToken);
        result.Error.ShouldBe(IdentityErrors.InvalidCredentials);
        _sessions.Stored.ShouldBeEmpty();
        _tokens.Issued.ShouldBeEmpty();
    }

    [Fact]
    public async Task Goes_on_with_the_next_pair()
    {
        var account = Somebody();
        var (session, token) = Open(account);
        var (result, ended) = await Gate.ContinueAsync(account, session, token, TestContext.Current.CancellationToken);
        ended.ShouldBeNull();
        result.Value!.RefreshToken.ShouldNotBe(token.Encode());
        _sessions.Stored.ShouldBe([session]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_the_session_of_an_account_that_is_gone_or_may_not_sign_in(bool isGone)
    {
        var account = Somebody(isVerified: false);
        var (session, token) = Open(account);
        var (result, ended) = await Gate.ContinueAsync(isGone ? null : account, session, token, TestContext.Current.CancellationToken);
        result.Error.ShouldBe(IdentityErrors.RefreshInvalid);
        ended.ShouldBe(new SessionEnded(session.Id, account.Id, _clock.GetUtcNow()));
        session.RevokedAt.ShouldBe(_clock.GetUtcNow());
        _sessions.Stored.ShouldBe([session]);
        _tokens.Issued.ShouldBeEmpty();
    }

    private (Session Session, RefreshToken Token) Open(Account account) =>
        Session.Start(account.Id, new ClientInfo(null, null), new Settings().Sessions, _clock.GetUtcNow());

    private Account Somebody(bool isVerified = true)
    {
        var account = Account.Register(EmailAddress.Parse("ada@example.com"), "Ada", "hash", _clock.GetUtcNow());
        if (isVerified)
            account.VerifyEmail(_clock.GetUtcNow());
        return account;
    }

    private sealed class Settings : IIdentitySettings
    {
        public Uri PublicUrl { get; } = new("http://localhost");

        public SessionLifetimes Sessions { get; } = new(TimeSpan.FromHours(24), TimeSpan.FromDays(30));
    }

    private sealed class Tokens : IAccessTokens
    {
        public List<Guid> Issued { get; } = [];

        public ValueTask<AccessToken> IssueAsync(Account account, Guid sessionId, CancellationToken cancellationToken)
        {
            Issued.Add(sessionId);
            return ValueTask.FromResult(new AccessToken("signed", TimeSpan.FromMinutes(10)));
        }
    }

    private sealed class Sessions : ISessionRepository
    {
        public List<Session> Stored { get; } = [];

        public Task<Session?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(Stored.Find(session => session.Id == id));

        public Task<IReadOnlyList<Session>> OpenOfAsync(Guid accountId, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Session>>(Stored.FindAll(session => session.AccountId == accountId));

        public Task<IReadOnlyList<Session>> LatestOfAsync(Guid accountId, CancellationToken cancellationToken) => OpenOfAsync(accountId, cancellationToken);

        public void Add(Session session) => Stored.Add(session);

        public void Update(Session session) => Stored.Add(session);
    }
}
