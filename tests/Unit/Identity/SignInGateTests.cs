using Monolith.Identity.Application;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using NSubstitute;

namespace Monolith.Tests.Unit.Identity;

public sealed class SignInGateTests
{
    private readonly ManualClock _clock = new();
    private readonly Sessions _sessions = new();
    private readonly Tokens _tokens = new();
    private readonly Uses _uses = new();
    private readonly IOneTimeTicketRepository _tickets = Substitute.For<IOneTimeTicketRepository>();
    private readonly IAccountRepository _accounts = Substitute.For<IAccountRepository>();

    private SignInGate Gate => new(TestAccounts.Manager(_clock), _accounts, _sessions, _tickets, _uses, _tokens, new Settings(), _clock);

    [Fact]
    public async Task Starts_a_session_for_somebody_who_may_sign_in()
    {
        var (result, news) = await Gate.StartAsync(Somebody(), ["pwd"], new ClientInfo("Firefox", "::1"), TestContext.Current.CancellationToken);
        result.IsSuccess.ShouldBeTrue();
        news.ShouldHaveSingleItem().ShouldBeOfType<SecurityEvent>().Kind.ShouldBe("signed-in");
        _sessions.Stored[0].Methods.ShouldBe(["pwd"]);
        _sessions.Stored[0].AuthenticatedAt.ShouldBe(_clock.GetUtcNow());
        _sessions.Stored.ShouldHaveSingleItem().Id.ShouldBe(_tokens.Issued.ShouldHaveSingleItem());
        result.Value!.ToString().ShouldNotContain(result.Value.RefreshToken);
    }

    [Fact]
    public async Task Mints_nothing_before_the_address_is_verified()
    {
        var client = new ClientInfo(null, null);
        var (result, _) = await Gate.StartAsync(Somebody(isVerified: false), ["pwd"], client, TestContext.Current.CancellationToken);
        (await Gate.AdmitAsync(Somebody(isVerified: false), "pwd", client, TestContext.Current.CancellationToken))
            .Result.Error.ShouldBe(result.Error);
        result.Error.ShouldBe(IdentityErrors.InvalidCredentials);
        _sessions.Stored.ShouldBeEmpty();
        _tokens.Issued.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asks_for_the_second_factor_before_anything_is_minted()
    {
        var account = Somebody();
        account.Use(new Authenticator("sealed", _clock.GetUtcNow(), ["hash"]));
        var (result, news) = await Gate.AdmitAsync(account, "pwd", new ClientInfo(null, null), TestContext.Current.CancellationToken);
        var needed = result.Value.ShouldBeOfType<SecondFactorNeeded>();
        needed.Methods.ShouldBe(["totp", "recoveryCode"]);
        needed.ToString().ShouldNotContain(needed.Token);
        _tickets.Received(1).Add(Arg.Is<OneTimeTicket>(ticket => ticket.Id == OneTimeTicket.IdOf(needed.Token) && ticket.StillFits(account)));
        news.ShouldBeEmpty();
        _sessions.Stored.ShouldBeEmpty();
        _tokens.Issued.ShouldBeEmpty();
    }

    [Fact]
    public async Task Forgets_wrong_guesses_at_a_sign_in()
    {
        var account = Somebody();
        account.CountFailedSignIns(3);
        await Gate.StartAsync(account, ["pwd"], new ClientInfo(null, null), TestContext.Current.CancellationToken);
        account.FailedSignIns.ShouldBe(0);
        _accounts.Received(1).Update(account);
    }

    [Fact]
    public async Task Reauthenticates_an_open_session_of_the_account_only()
    {
        var account = Somebody();
        var (session, _) = Open(account);
        var somebodyElse = Somebody();
        _clock.Advance(TimeSpan.FromHours(1));
        var client = new ClientInfo(null, null);
        var cancellation = TestContext.Current.CancellationToken;
        (await Gate.ReauthenticateAsync(somebodyElse, session, ["otp"], client, cancellation)).Result.Error.ShouldBe(IdentityErrors.RefreshInvalid);
        (await Gate.ReauthenticateAsync(account, session, ["otp"], client, cancellation)).Result.IsSuccess.ShouldBeTrue();
        session.Methods.ShouldBe(["pwd", "otp", "mfa"]);
        session.AuthenticatedAt.ShouldBe(_clock.GetUtcNow());
        session.Revoke(_clock.GetUtcNow());
        (await Gate.ReauthenticateAsync(account, session, ["otp"], client, cancellation)).Result.Error.ShouldBe(IdentityErrors.RefreshInvalid);
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
        _uses.Stored.ShouldBe([token.Use(_clock.GetUtcNow())]);
    }

    [Fact]
    public async Task Answers_a_retry_without_using_anything_up()
    {
        var account = Somebody();
        var (session, token) = Open(account);
        var (first, _) = await Gate.ContinueAsync(account, session, token, TestContext.Current.CancellationToken);
        var (again, _) = await Gate.ContinueAsync(account, session, token, TestContext.Current.CancellationToken);
        again.Value!.RefreshToken.ShouldBe(first.Value!.RefreshToken);
        _uses.Stored.ShouldHaveSingleItem();
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
        Session.Start(account.Id, ["pwd"], new ClientInfo(null, null), new Settings().Sessions, _clock.GetUtcNow());

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

        public ValueTask<AccessToken> IssueAsync(Account account, Session session, CancellationToken cancellationToken)
        {
            Issued.Add(session.Id);
            return ValueTask.FromResult(new AccessToken("signed", TimeSpan.FromMinutes(10)));
        }
    }

    private sealed class Uses : IOneTimeUses
    {
        public List<OneTimeUse> Stored { get; } = [];

        public Task<bool> IsUsedAsync(OneTimeUse use, CancellationToken cancellationToken) => Task.FromResult(Stored.Contains(use));

        public void Use(OneTimeUse use) => Stored.Add(use);
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
