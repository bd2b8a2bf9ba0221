using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class PersonalAccessTokenRepository(IDocumentSession session) : IPersonalAccessTokenRepository
{
    private const string UsableOfAccount = "d.account_id = ? and d.expires_at > ? and d.data ->> 'RevokedAt' is null";

    public Task<PersonalAccessToken?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        session.LoadAsync<PersonalAccessToken>(id, cancellationToken);

    public Task<IReadOnlyList<PersonalAccessToken>> UsableOfAsync(Guid accountId, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.QueryAsync<PersonalAccessToken>($"where {UsableOfAccount}", cancellationToken, accountId, now);

    public async Task<long> CountUsableAsync(Guid accountId, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await session.AdvancedSql.QueryAsync<long>(
            $"select count(*) from identity.mt_doc_personalaccesstoken d where {UsableOfAccount}",
            cancellationToken,
            accountId,
            now))[0];

    public void Add(PersonalAccessToken token) => session.Insert(token);

    public void Update(PersonalAccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        session.UpdateRevision(token, token.Version + 1);
    }
}
