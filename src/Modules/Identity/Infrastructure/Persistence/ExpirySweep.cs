using Marten;
using Microsoft.Extensions.Logging;
using Monolith.Shared.Infrastructure.Hosting;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Removes sessions, tickets and personal access tokens that nothing can use any more. Every node does it; twice does no harm.</summary>
internal sealed class ExpirySweep(IDocumentStore store, TimeProvider clock, ILogger<ExpirySweep> logger)
    : Housekeeping(TimeSpan.FromHours(1), clock, logger)
{
    /// <summary>So long the owner sees of a token that it has expired.</summary>
    private static readonly TimeSpan ExpiredTokensStay = TimeSpan.FromDays(30);

    private readonly TimeProvider _clock = clock;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        await using var session = store.LightweightSession();
        session.QueueSqlCommand("delete from identity.mt_doc_session where expires_at < ?", now);
        session.QueueSqlCommand("delete from identity.mt_doc_onetimeticket where expires_at < ?", now);
        session.QueueSqlCommand("delete from identity.mt_doc_usedup where expires_at < ?", now);
        session.QueueSqlCommand("delete from identity.mt_doc_personalaccesstoken where expires_at < ?", now - ExpiredTokensStay);
        session.QueueSqlCommand(
            "delete from identity.mt_doc_personalaccesstoken t where not exists (select from identity.mt_doc_account a where a.id = t.account_id)");
        await session.SaveChangesAsync(cancellationToken);
    }
}
