using Marten;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Sessions;

/// <summary>What the database has of an account.</summary>
/// <param name="Version">Of the document: of two readings the one with the greater version is the later.</param>
internal sealed record StoredAccount(bool MaySignIn, IReadOnlyList<string> Roles, long Version)
{
    public static readonly StoredAccount None = new(MaySignIn: false, [], 0);

    public static StoredAccount Of(Account account) => new(account.MaySignIn(), account.Roles, account.Version);
}

/// <summary>What the database has of a session and of the account that it belongs to.</summary>
/// <param name="AuthenticatedAt">See <see cref="TokenFacts"/>.</param>
internal sealed record StoredSession(bool IsOpen, long AuthenticatedAt, StoredAccount Account);

/// <summary>The truth: what the database has. There is nobody else to tell.</summary>
internal sealed class StoredOpenSessions(IDocumentStore store, IIdentitySettings settings, TimeProvider clock) : IOpenSessions
{
    /// <summary>One question instead of two: a token that a node has not seen before waits for it.</summary>
    private const string Both =
        """
        select row(s.data, s.mt_version), row(a.data, a.mt_version)
        from identity.mt_doc_session s
        join identity.mt_doc_account a on a.id = s.account_id
        where s.id = ? and a.id = ?
        """;

    private static readonly StoredSession None = new(IsOpen: false, AuthenticatedAt: 0, StoredAccount.None);

    public async Task<TokenStanding> CheckAsync(TokenFacts token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Standing(token, await FindAsync(token, cancellationToken));
    }

    public Task RemoveAsync(Guid sessionId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task NoteSessionAsync(Guid sessionId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task NoteAccountAsync(Guid accountId, CancellationToken cancellationToken) => Task.CompletedTask;

    internal static TokenStanding Standing(TokenFacts token, StoredSession session) =>
        !session.IsOpen ? TokenStanding.Ended
        : token.AuthenticatedAt >= session.AuthenticatedAt && AreSame(token.Roles, session.Account.Roles) ? TokenStanding.Good
        : TokenStanding.Outdated;

    /// <summary>Neither list names a role twice.</summary>
    internal static bool AreSame(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        some.Count == others.Count && some.All(others.Contains);

    internal async Task<StoredAccount> FindAccountAsync(Guid accountId, CancellationToken cancellationToken)
    {
        await using var documents = store.QuerySession();
        return await documents.LoadAsync<Account>(accountId, cancellationToken) is { } account ? StoredAccount.Of(account) : StoredAccount.None;
    }

    internal async Task<StoredSession> FindAsync(TokenFacts token, CancellationToken cancellationToken)
    {
        await using var documents = store.QuerySession();
        if (await documents.AdvancedSql.QueryAsync<Session, Account>(Both, cancellationToken, token.SessionId, token.AccountId)
            is not [var (session, account)])
        {
            return None;
        }

        var isOpen = account.MaySignIn() && session.IsOpen(settings.Sessions, clock.GetUtcNow());
        return new StoredSession(isOpen, AuthenticatedAt(session), StoredAccount.Of(account));
    }

    /// <returns>Null when the session is over.</returns>
    internal async Task<long?> FindAuthenticationAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var documents = store.QuerySession();
        return await documents.LoadAsync<Session>(sessionId, cancellationToken) is { } session && session.IsOpen(settings.Sessions, clock.GetUtcNow())
            ? AuthenticatedAt(session)
            : null;
    }

    private static long AuthenticatedAt(Session session) => session.AuthenticatedAt.ToUnixTimeSeconds();
}
