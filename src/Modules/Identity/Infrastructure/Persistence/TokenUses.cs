using System.Threading.Channels;
using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Notes when personal access tokens were used: behind the requests, and at most once a minute for each, however many nodes serve it.</summary>
internal sealed partial class TokenUses(IDocumentStore store, ILogger<TokenUses> logger) : BackgroundService
{
    private const int MaxWaiting = 10_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Channel<Use> _uses = Channel.CreateBounded<Use>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <param name="knownUse">The last use that is stored.</param>
    public void Note(Guid tokenId, DateTimeOffset? knownUse, DateTimeOffset now)
    {
        if (knownUse is null || now - knownUse >= Interval)
            _uses.Writer.TryWrite(new(tokenId, now));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var use in _uses.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await StoreAsync(use, stoppingToken);
            }
#pragma warning disable CA1031 // Whatever failed, a later use is noted again; an exception that left here would stop the whole node.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogSkipped(exception.Message);
            }
        }
    }

    /// <summary>Beside the revisions: a use is no change that somebody could miss.</summary>
    private async Task StoreAsync(Use use, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.QueueSqlCommand(
            "update identity.mt_doc_personalaccesstoken set data = jsonb_set(data, '{LastUsedAt}', to_jsonb(?::timestamptz)) "
            + "where id = ? and coalesce((data ->> 'LastUsedAt')::timestamptz <= ?, true)",
            use.At,
            use.TokenId,
            use.At - Interval);
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The use of an API token was not noted: {Reason}")]
    private partial void LogSkipped(string reason);

    private sealed record Use(Guid TokenId, DateTimeOffset At);
}
