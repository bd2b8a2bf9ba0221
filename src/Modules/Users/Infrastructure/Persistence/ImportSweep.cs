using Marten;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Shared.Infrastructure.Hosting;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>
/// Removes the rows of imports by their age (<c>Users:Imports:Retention</c>), and those of files of which no import was made; what is left of
/// an import is its summary. Every node does it; twice does no harm.
/// </summary>
internal sealed class ImportSweep(IDocumentStore store, IOptions<UsersOptions> options, TimeProvider clock, ILogger<ImportSweep> logger)
    : Housekeeping(TimeSpan.FromHours(1), clock, logger)
{
    /// <summary>A file is in sooner than this.</summary>
    private static readonly TimeSpan LongestUpload = TimeSpan.FromHours(6);

    private readonly TimeProvider _clock = clock;

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        await using var session = store.LightweightSession();
        session.QueueSqlCommand("delete from users.mt_doc_importbatch where created_at < ?", now - options.Value.Imports.Retention);
        session.QueueSqlCommand(
            """
            delete from users.mt_doc_importbatch b
            where b.created_at < ? and not exists (select from users.mt_doc_userimport i where i.id = b.import_id)
            """,
            now - LongestUpload);
        await session.SaveChangesAsync(cancellationToken);
    }

    protected override Task WorkAsync(CancellationToken cancellationToken) => SweepAsync(cancellationToken);
}
