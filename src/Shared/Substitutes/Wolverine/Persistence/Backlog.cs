using Npgsql;

namespace Wolverine.Persistence;

/// <summary>How much lies in the database at one moment, by destination.</summary>
/// <param name="Depths">Messages that are due, whether a node holds them or nobody.</param>
/// <param name="OldestAges">For how many seconds the oldest of them has been due.</param>
/// <param name="DeadLetters">Dead letters; only of destinations that have any.</param>
internal sealed record Backlog(
    IReadOnlyDictionary<string, long> Depths, IReadOnlyDictionary<string, double> OldestAges, IReadOnlyDictionary<string, long> DeadLetters)
{
    public static readonly Backlog Unknown = new(
        new Dictionary<string, long>(StringComparer.Ordinal),
        new Dictionary<string, double>(StringComparer.Ordinal),
        new Dictionary<string, long>(StringComparer.Ordinal));
}

/// <summary>
/// Reads the backlog at a price that does not grow with it: of each destination's messages that nobody owns only so many are looked
/// at, along the index on which they are claimed; what nodes own is little by itself.
/// </summary>
internal sealed class BacklogReader(NpgsqlDataSource source, EnvelopeSchema schema)
{
    /// <summary>A deeper queue is reported as this deep, together with what nodes hold of it.</summary>
    private const int Limit = 1_000;

    /// <summary>
    /// However little the planner knows about a table that is empty at one time and full at another: along the index, never through
    /// the table.
    /// </summary>
    private const string AlongTheIndex = "set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off";

    /// <summary>The range of one destination keeps the planner from the primary key, whose order would do but not its length.</summary>
    private string CountWaiting =>
        $"""
        with queue as (select unnest($1::text[]) as destination),
        held as (
            select destination, coalesce(due_at, sent_at) as since from {schema.Name}.envelopes
            where owner is not null and (due_at is null or due_at <= now())
            union all
            (select destination, due_at from {schema.Name}.envelopes where owner is null and due_at <= now() order by due_at limit {Limit})
            union all
            select free.* from queue cross join lateral (
                select e.destination, e.sent_at from {schema.Name}.envelopes e
                where e.destination between queue.destination and queue.destination
                    and e.owner is null and e.due_at is null
                order by e.destination, e.sequence limit {Limit}) free),
        waiting as (select destination, count(*) as depth, min(since) as since from held group by destination)
        select destination, coalesce(depth, 0), coalesce(greatest(extract(epoch from now() - since), 0), 0)::double precision
        from queue left join waiting using (destination)
        """;

    private string CountDeadLetters =>
        $"select destination, count(*) from (select destination from {schema.Name}.dead_letters limit {Limit}) letters group by destination";

    public async Task<Backlog> ReadAsync(IEnumerable<string> destinations, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var settings = new NpgsqlCommand(AlongTheIndex, connection, transaction))
            await settings.ExecuteNonQueryAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CountWaiting) { Parameters = { new() { Value = destinations.ToArray() } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CountDeadLetters));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await ReadAsync(reader, cancellation);
    }

    private static async Task<Backlog> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var depths = new Dictionary<string, long>(StringComparer.Ordinal);
        var ages = new Dictionary<string, double>(StringComparer.Ordinal);
        var letters = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            depths[reader.GetString(0)] = reader.GetInt64(1);
            ages[reader.GetString(0)] = reader.GetDouble(2);
        }

        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            letters[reader.GetString(0)] = reader.GetInt64(1);
        return new Backlog(depths, ages, letters);
    }
}
