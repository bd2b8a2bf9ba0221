using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application;

/// <summary>A person who is signed in now, with the tokens that show it.</summary>
/// <param name="SessionExpiresAt">The refresh token is of no use after this.</param>
public sealed record SignedIn(AccountView Account, AccessToken AccessToken, string RefreshToken, DateTimeOffset SessionExpiresAt)
{
    /// <summary>Never the tokens: this may end in a log.</summary>
    public override string ToString() => $"{nameof(SignedIn)} {Account.Id}";
}

/// <summary>The one place where tokens are minted, after the one check of the account's state.</summary>
public sealed class SignInGate(ISessionRepository sessions, IAccessTokens tokens, IIdentitySettings settings, TimeProvider clock)
{
    /// <summary>A new session for somebody who has shown the credentials.</summary>
    public async Task<Result<SignedIn>> StartAsync(Account account, ClientInfo client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!account.MaySignIn())
            return IdentityErrors.InvalidCredentials;
        var (session, token) = Session.Start(account.Id, client, settings.Sessions, clock.GetUtcNow());
        sessions.Add(session);
        return await MintAsync(account, session, token, cancellationToken);
    }

    /// <summary>The next pair of tokens of a session.</summary>
    /// <returns>Also the news that the session ended, when it did so by this use of a token.</returns>
    public async Task<(Result<SignedIn> Result, SessionEnded? Ended)> ContinueAsync(
        Account? account, Session session, RefreshToken token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var wasOpen = session.RevokedAt is null;
        var outcome = session.Refresh(token, settings.Sessions, clock.GetUtcNow());
        var mayGoOn = account?.MaySignIn() == true;
        var isRefused = !mayGoOn && session.Revoke(clock.GetUtcNow());
        if (outcome.Changed || isRefused)
            sessions.Update(session);
        if (outcome.Successor is not null && mayGoOn)
            return (await MintAsync(account!, session, outcome.Successor, cancellationToken), null);
        return (outcome.Error ?? IdentityErrors.RefreshInvalid, wasOpen && session.RevokedAt is not null ? session.Ended() : null);
    }

    private async Task<SignedIn> MintAsync(Account account, Session session, RefreshToken token, CancellationToken cancellationToken)
    {
        var accessToken = await tokens.IssueAsync(account, session.Id, cancellationToken);
        return new SignedIn(AccountView.Of(account), accessToken, token.Encode(), session.ExpiresAt);
    }
}
