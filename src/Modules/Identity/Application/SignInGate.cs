using Microsoft.AspNetCore.Identity;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application;

/// <summary>What somebody gets who has shown a credential.</summary>
public abstract record SignInOutcome;

/// <summary>A person who is signed in now, with the tokens that show it.</summary>
/// <param name="SessionExpiresAt">The refresh token is of no use after this.</param>
/// <param name="Methods">By which the person has shown who they are in this session (<see cref="AuthenticationMethods"/>).</param>
public sealed record SignedIn(
    AccountView Account, AccessToken AccessToken, string RefreshToken, DateTimeOffset SessionExpiresAt, IReadOnlyList<string> Methods) : SignInOutcome
{
    /// <summary>Never the tokens: this may end in a log.</summary>
    public override string ToString() => $"{nameof(SignedIn)} {Account.Id}";
}

/// <summary>A person who must show a second factor first.</summary>
/// <param name="Token">To be brought with it, within five minutes.</param>
/// <param name="Methods">See <see cref="SecondFactorMethods"/>.</param>
public sealed record SecondFactorNeeded(string Token, IReadOnlyList<string> Methods) : SignInOutcome
{
    /// <summary>Never the token: this may end in a log.</summary>
    public override string ToString() => nameof(SecondFactorNeeded);
}

/// <summary>The one place where tokens are minted, after the one check of the account's state.</summary>
public sealed class SignInGate(
    UserManager<Account> users,
    IAccountRepository accounts,
    ISessionRepository sessions,
    IOneTimeTicketRepository tickets,
    IOneTimeUses uses,
    IAccessTokens tokens,
    IIdentitySettings settings,
    TimeProvider clock)
{
    /// <summary>Somebody has shown one credential: a session, or the question for the second factor.</summary>
    /// <param name="method">Of <see cref="AuthenticationMethods"/>.</param>
    /// <returns>Also what is to be told of it.</returns>
    public async Task<(Result<SignInOutcome> Result, IReadOnlyList<object> News)> AdmitAsync(
        Account account, string method, ClientInfo client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!account.MaySignIn())
            return (IdentityErrors.InvalidCredentials, []);
        if (account.HasSecondFactor)
        {
            var (ticket, token) = OneTimeTicket.For(TicketPurpose.SecondFactor, account, clock.GetUtcNow(), method);
            tickets.Add(ticket);
            return (new SecondFactorNeeded(token, SecondFactors.Of(account)), []);
        }

        var (result, news) = await StartAsync(account, [method], client, cancellationToken);
        return (result.IsSuccess ? result.Value : result.Error, news);
    }

    /// <summary>A new session for somebody who has shown all that the account asks for.</summary>
    /// <returns>Also what is to be told of it.</returns>
    public async Task<(Result<SignedIn> Result, IReadOnlyList<object> News)> StartAsync(
        Account account, IReadOnlyList<string> methods, ClientInfo client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(client);
        if (!account.MaySignIn())
            return (IdentityErrors.InvalidCredentials, []);
        var earlier = await sessions.LatestOfAsync(account.Id, cancellationToken);
        if (account.FailedSignIns > 0)
        {
            await users.ResetAccessFailedCountAsync(account);
            accounts.Update(account);
        }

        var (session, token) = Session.Start(account.Id, methods, client, settings.Sessions, clock.GetUtcNow());
        sessions.Add(session);

        // The first device is no news to anybody.
        var isNew = earlier.Count > 0 && !earlier.Any(known => UserAgents.AreAlike(known.UserAgent, client.UserAgent));
        var told = SecurityEvents.Of(SecurityEvents.SignedIn, account.Id, client, session.CreatedAt, string.Join(' ', methods));
        return (
            await MintAsync(account, session, token, cancellationToken),
            isNew ? [told, new SendSecurityNotice(account.Id, SecurityNotice.NewDevice, client)] : [told]);
    }

    /// <summary>The next pair of tokens of a session.</summary>
    /// <returns>Also the news that the session ended, when it did so by this use of a token.</returns>
    public async Task<(Result<SignedIn> Result, SessionEnded? Ended)> ContinueAsync(
        Account? account, Session session, RefreshToken token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var wasOpen = session.RevokedAt is null;
        var now = clock.GetUtcNow();
        var outcome = session.Refresh(token, settings.Sessions, now);
        var mayGoOn = account?.MaySignIn() == true;
        var isRefused = !mayGoOn && session.Revoke(now);
        if (outcome.Changed || isRefused)
            sessions.Update(session);
        if (outcome.Successor is not null && mayGoOn)
        {
            if (outcome.Changed)
                uses.Use(token.Use(now));
            return (await MintAsync(account!, session, outcome.Successor, cancellationToken), null);
        }

        return (outcome.Error ?? IdentityErrors.RefreshInvalid, wasOpen && session.RevokedAt is not null ? session.Ended() : null);
    }

    /// <summary>An access token that says that the person of an open session has shown just now who they are, in place of all earlier ones.</summary>
    public async Task<(Result<AccessToken> Result, IReadOnlyList<object> News)> ReauthenticateAsync(
        Account account, Session session, IReadOnlyList<string> methods, ClientInfo client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(session);
        var now = clock.GetUtcNow();
        if (!account.MaySignIn() || session.AccountId != account.Id || !session.IsOpen(settings.Sessions, now))
            return (IdentityErrors.RefreshInvalid, []);
        session.Reauthenticate(methods, now);
        sessions.Update(session);
        return (
            await tokens.IssueAsync(account, session, cancellationToken),
            [SecurityEvents.Of(SecurityEvents.Reauthenticated, account.Id, client, now, string.Join(' ', methods)), new NoteReauthentication(session.Id)]);
    }

    private async Task<SignedIn> MintAsync(Account account, Session session, RefreshToken token, CancellationToken cancellationToken)
    {
        var accessToken = await tokens.IssueAsync(account, session, cancellationToken);
        return new SignedIn(AccountView.Of(account), accessToken, token.Encode(), session.ExpiresAt, session.Methods);
    }
}
