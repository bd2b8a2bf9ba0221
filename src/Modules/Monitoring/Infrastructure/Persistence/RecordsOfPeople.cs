using Marten;
using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class RecordsOfPeople(IDocumentSession session) : IRecordsOfPeople
{
    public void Anonymise(Guid userId)
    {
        // Only what was not done before: the trail has a lot of some people.
        session.QueueSqlCommand(
            """
            update monitoring.mt_doc_auditentry
            set data = jsonb_set(data, '{Origin}', '{"Ip": null, "Device": null, "Browser": null, "UserAgent": null}')
            where (actor_id = ? or actor_id is null and account_id = ?)
                and coalesce(data -> 'Origin' ->> 'Ip', data -> 'Origin' ->> 'UserAgent') is not null
            """,
            userId,
            userId);
        session.QueueSqlCommand(
            "update monitoring.mt_doc_traceentry set data = jsonb_set(data, '{UserId}', 'null'), user_id = null where user_id = ?", userId);
    }
}
