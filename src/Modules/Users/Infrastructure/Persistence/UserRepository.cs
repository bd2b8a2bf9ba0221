using Marten;
using Monolith.Shared.Application;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class UserRepository(IDocumentSession session, ICorrelation correlation, UserAddresses addresses) : IUserRepository
{
    private const string ForgetValues =
        """
        update users.mt_doc_userhistoryentry
        set data = jsonb_set(data, '{Changes}', (
            select coalesce(jsonb_agg(change || '{"From": null, "To": null}' order by place), '[]')
            from jsonb_array_elements(data -> 'Changes') with ordinality as changes (change, place)))
        where user_id = ?
        """;

    /// <summary>Before the address is forgotten: a row that made nobody yet, or could not, is the person's by its address alone.</summary>
    private const string ForgetImportedRows =
        """
        with who as (select id::text as id, email from users.mt_doc_user where id = ?)
        update users.mt_doc_importbatch as batch
        set data = jsonb_set(data, '{Rows}', (
            select jsonb_agg(case
                when row -> 'Outcome' ->> 'UserId' = who.id or lower(row -> 'Values' ->> 'email') = who.email
                then row || '{"Values": {}}' || case when jsonb_typeof(row -> 'Outcome') = 'object' then jsonb_build_object('Outcome', (row -> 'Outcome') || '{"Fields": []}') else '{}' end
                else row end order by place)
            from jsonb_array_elements(data -> 'Rows') with ordinality as rows (row, place)))
        from who
        where exists (
            select from jsonb_array_elements(data -> 'Rows') as rows (row)
            where row -> 'Outcome' ->> 'UserId' = who.id or lower(row -> 'Values' ->> 'email') = who.email)
        """;

    public async Task<User?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await FindEvenErasedAsync(id, cancellationToken) is { IsErased: false } user ? user : null;

    public Task<User?> FindEvenErasedAsync(Guid id, CancellationToken cancellationToken) => session.LoadAsync<User>(id, cancellationToken);

    public Task<bool> IsTakenAsync(string email, CancellationToken cancellationToken) => addresses.ContainAsync(email, cancellationToken);

    public Task<IReadOnlyList<User>> FindByEmailsAsync(IReadOnlyCollection<string> emails, CancellationToken cancellationToken) =>
        session.QueryAsync<User>("where d.email = any(?)", cancellationToken, (object)emails.ToArray());

    public Task<IReadOnlyList<User>> FindManyAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        session.LoadManyAsync<User>(cancellationToken, ids);

    public async Task<User?> FindAloneAsync(Guid id, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        return (await session.QueryAsync<User>("where d.id = ? for update", cancellationToken, id)).SingleOrDefault();
    }

    public void Add(User user) => session.Insert(user);

    public void Add(User user, Guid actorId)
    {
        Add(user);
        session.Insert(UserHistoryEntry.Of(user, actorId, correlation.Id));
    }

    public void Remove(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        session.QueueSqlCommand(ForgetValues, user.Id);
        session.QueueSqlCommand(AvatarRepository.RemoveAll, user.Id);
        session.Insert(UserHistoryEntry.Of(user, actorId: null, correlation.Id));
        session.Delete(user);
    }

    public void Erase(User user, Guid? actorId)
    {
        ArgumentNullException.ThrowIfNull(user);
        session.QueueSqlCommand(ForgetImportedRows, user.Id);
        session.QueueSqlCommand(ForgetValues, user.Id);
        session.QueueSqlCommand(AvatarRepository.RemoveAll, user.Id);
        Update(user, actorId);
    }

    public void Update(User user, Guid? actorId)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (user.Changes.Count > 0)
            session.Insert(UserHistoryEntry.Of(user, actorId, correlation.Id));
        session.UpdateRevision(user, user.Version + 1);
    }
}
