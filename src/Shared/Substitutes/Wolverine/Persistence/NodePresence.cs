using Npgsql;
using NpgsqlTypes;

namespace Wolverine.Persistence;

/// <summary>
/// This node in the table of nodes. A connection of its own holds a lock as long as the process lives, so that others see soon when it
/// is gone; the heartbeat tells the rest, such as a machine that the network lost.
/// </summary>
internal sealed class NodePresence(NpgsqlDataSource source, EnvelopeSchema schema, Guid node)
{
    /// <summary>A node that lives may miss two, before it has noticed that its connection broke and has another.</summary>
    private const double BeatsMissedByTheDead = 2.5;

    private NpgsqlConnection? _connection;
    private long? _backSince;
    private bool _isAway;
    private bool _isLocked;

    /// <summary>Says that this node is alive, and takes their messages from nodes that are not.</summary>
    /// <param name="service">Name of the service that the node runs.</param>
    /// <param name="interval">How often nodes do this.</param>
    /// <param name="staleAfter">A node that has been silent for so long is dead.</param>
    /// <param name="clock">Tells how long this node itself has been beating.</param>
    /// <param name="cancellation">Ends the waiting for the database.</param>
    public async Task BeatAsync(
        string service, TimeSpan interval, TimeSpan staleAfter, TimeProvider clock, CancellationToken cancellation)
    {
        if (_isAway)
            _backSince = clock.GetTimestamp();
        _isAway = true;
        var connection = await ConnectAsync(cancellation);
        if (!_isLocked)
            _isLocked = await LockAsync(connection, cancellation);

        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(schema.Beat) { Parameters = { Uuid(), EnvelopeCommands.Value(service, NpgsqlDbType.Text) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(schema.BuryTheDead[0])
        {
            Parameters =
            {
                Uuid(),
                Interval(staleAfter),
                Interval(interval * BeatsMissedByTheDead),
                Interval(_backSince is { } since ? clock.GetElapsedTime(since) : null),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(schema.BuryTheDead[1]));
        await batch.ExecuteNonQueryAsync(cancellation);
        _isAway = false;
    }

    /// <summary>Gives this node's messages back and signs it off.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        await using (var batch = source.CreateBatch())
        {
            foreach (var sql in schema.Leave)
                batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { Uuid() } });
            await batch.ExecuteNonQueryAsync(cancellation);
        }

        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open })
            return _connection;

        if (_connection is not null)
            await _connection.DisposeAsync();
        _isLocked = false;
        return _connection = await source.OpenConnectionAsync(cancellation);
    }

    private async Task<bool> LockAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(EnvelopeSchema.Lock, connection);
        command.Parameters.Add(Uuid());
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private NpgsqlParameter Uuid() => EnvelopeCommands.Value(node, NpgsqlDbType.Uuid);

    private static NpgsqlParameter Interval(TimeSpan? value) => EnvelopeCommands.Value(value, NpgsqlDbType.Interval);
}
