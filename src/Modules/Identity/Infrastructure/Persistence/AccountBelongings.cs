using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class AccountBelongings(IDocumentSession session) : IAccountBelongings
{
    public void RemoveAllOf(Guid accountId)
    {
        session.QueueSqlCommand("delete from identity.mt_doc_session where account_id = ?", accountId);
        session.QueueSqlCommand("delete from identity.mt_doc_personalaccesstoken where account_id = ?", accountId);
        session.QueueSqlCommand("delete from identity.mt_doc_passkey where account_id = ?", accountId);
        session.QueueSqlCommand("delete from identity.mt_doc_externallogin where account_id = ?", accountId);
        session.QueueSqlCommand("delete from identity.mt_doc_broughtpassword where id = ?", accountId);
        // Without an index: tickets are gone within days, are written often, and are looked for like this hardly ever.
        session.QueueSqlCommand("delete from identity.mt_doc_onetimeticket where data ->> 'AccountId' = ?", accountId.ToString());
    }
}
