using Marten;
using Microsoft.Extensions.Logging;
using Monolith.Shared.Infrastructure.Hosting;

namespace Monolith.Shared.Infrastructure.Idempotency;

/// <summary>Forgets answers that nobody repeats a request for any more. Every node does it; twice does no harm.</summary>
internal sealed class FirstAnswerSweep(IDocumentStore store, TimeProvider clock, ILogger<FirstAnswerSweep> logger)
    : Housekeeping(TimeSpan.FromHours(1), clock, logger)
{
    private readonly TimeProvider _clock = clock;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.QueueSqlCommand("delete from requests.mt_doc_firstanswer where expires_at < ?", _clock.GetUtcNow());
        await session.SaveChangesAsync(cancellationToken);
    }
}
