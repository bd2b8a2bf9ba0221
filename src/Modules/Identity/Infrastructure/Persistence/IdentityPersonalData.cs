using Marten;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>What is known of an account and of the ways into it; of each secret only that there is one.</summary>
internal sealed class IdentityPersonalData(IQuerySession documents) : IPersonalData
{
    public string Module => IdentityStore.Schema;

    // Ids grow with time.
    public async Task<PersonalDataSection> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        var account = await documents.LoadAsync<Account>(userId, cancellationToken);
        var sessions = await OfAccountAsync<Session>("order by d.id desc");
        var tokens = await OfAccountAsync<PersonalAccessToken>("order by d.id desc");
        var passkeys = await OfAccountAsync<Passkey>("order by d.id desc");
        var logins = await OfAccountAsync<ExternalLogin>("order by d.data ->> 'LinkedAt' desc");
        return PersonalDataSection.Of(
            ("account", account is null ? [] : [AccountData.Of(account)]),
            ("sessions", sessions.Select(SessionData.Of)),
            ("apiTokens", tokens.Select(ApiTokenData.Of)),
            ("passkeys", passkeys.Select(PasskeyData.Of)),
            ("providers", logins.Select(ProviderData.Of)));

        Task<IReadOnlyList<T>> OfAccountAsync<T>(string order)
            where T : notnull =>
            documents.QueryAsync<T>($"where d.account_id = ? {order} limit ?", cancellationToken, userId, PersonalDataSection.Asked);
    }

    /// <param name="Credentials">Which there are.</param>
    private sealed record AccountData(
        Guid Id,
        string Email,
        string DisplayName,
        IReadOnlyList<string> Roles,
        Standing Standing,
        DateTimeOffset CreatedAt,
        DateTimeOffset? InvitedAt,
        DateTimeOffset? EmailVerifiedAt,
        int FailedSignIns,
        DateTimeOffset? LockedUntil,
        Credentials Credentials)
    {
        public static AccountData Of(Account account) => new(
            account.Id,
            account.Email,
            account.DisplayName,
            account.Roles,
            account.Standing,
            account.CreatedAt,
            account.InvitedAt,
            account.EmailVerifiedAt,
            account.FailedSignIns,
            account.LockedUntil,
            Credentials.Of(account));
    }

    private sealed record SessionData(
        Guid Id,
        string? Ip,
        string? UserAgent,
        IReadOnlyList<string> Methods,
        DateTimeOffset CreatedAt,
        DateTimeOffset AuthenticatedAt,
        DateTimeOffset LastSeenAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? RevokedAt)
    {
        public static SessionData Of(Session session) => new(
            session.Id,
            session.Ip,
            session.UserAgent,
            session.Methods,
            session.CreatedAt,
            session.AuthenticatedAt,
            session.LastSeenAt,
            session.ExpiresAt,
            session.RevokedAt);
    }

    private sealed record ApiTokenData(
        Guid Id,
        string Name,
        IReadOnlyList<string> Scopes,
        DateTimeOffset CreatedAt,
        DateTimeOffset ExpiresAt,
        DateTimeOffset? LastUsedAt,
        DateTimeOffset? RevokedAt)
    {
        public static ApiTokenData Of(PersonalAccessToken token) =>
            new(token.Id, token.Name, token.Scopes, token.CreatedAt, token.ExpiresAt, token.LastUsedAt, token.RevokedAt);
    }

    private sealed record PasskeyData(
        Guid Id, string Name, IReadOnlyList<string> Transports, bool IsBackedUp, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
    {
        public static PasskeyData Of(Passkey passkey) =>
            new(passkey.Id, passkey.Name, passkey.Transports, passkey.IsBackedUp, passkey.CreatedAt, passkey.LastUsedAt);
    }

    /// <param name="Subject">Who the person is there.</param>
    private sealed record ProviderData(string Provider, string Issuer, string Subject, string? Label, DateTimeOffset LinkedAt)
    {
        public static ProviderData Of(ExternalLogin login) => new(login.Provider, login.Issuer, login.Subject, login.Label, login.LinkedAt);
    }
}
