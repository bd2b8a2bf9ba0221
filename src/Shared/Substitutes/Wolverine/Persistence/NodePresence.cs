using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Wolverine.Persistence;

/// <summary>
/// This node in the table of nodes. A connection of its own holds a lock as long as the process lives, so that others see soon when it
/// is gone, and hears what they say; the heartbeat tells the rest, such as a machine that the network lost.
/// </summary>
internal sealed class NodePresence(NpgsqlDataSource source, EnvelopeSchema schema, Guid node)
{
    /// <summary>Called when another node says that messages wait, and when this one may have missed that.</summary>
    public Action MessagesWait { get; set; } = () => { };

    private NpgsqlConnection? _connection;
    private long? _backSince;
    private bool _isAway;
    private bool _isLocked;

    /// <summary>Says that this node is alive.</summary>
    /// <returns>True when the others did not know it: it is new, or was taken for dead.</returns>
    public async Task<bool> BeatAsync(string service, TimeProvider clock, CancellationToken cancellation)
    {
        if (_isAway)
            _backSince = clock.GetTimestamp();
        _isAway = true;
        var connection = await ConnectAsync(cancellation);
        if (!_isLocked)
            _isLocked = await LockAsync(connection, cancellation);

        await using var command = new NpgsqlCommand(schema.Beat, connection);
        command.Parameters.Add(Uuid());
        command.Parameters.Add(EnvelopeCommands.Value(service, NpgsqlDbType.Text));
        var isNew = (bool)(await command.ExecuteScalarAsync(cancellation))!;
        _isAway = false;
        return isNew;
    }

    /// <summary>Takes their messages from nodes that are dead.</summary>
    /// <param name="silence">A node without a lock that has been silent for so long is dead.</param>
    /// <param name="staleAfter">Any node that has been silent for so long is.</param>
    /// <param name="clock">Tells how long this node itself has been beating.</param>
    /// <param name="cancellation">Leaves it to the next time.</param>
    public async Task BuryAsync(TimeSpan silence, TimeSpan staleAfter, TimeProvider clock, CancellationToken cancellation)
    {
        TimeSpan? back = _backSince is { } since ? clock.GetElapsedTime(since) : null;
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(schema.BuryTheDead[0])
        {
            Parameters = { Uuid(), Interval(staleAfter), Interval(silence), Interval(back) },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(schema.BuryTheDead[1]));
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Hears what other nodes say, for so long, or until the connection breaks.</summary>
    public async Task ListenAsync(TimeSpan time, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        // The driver counts whole milliseconds, and takes none for ever.
        while ((int)(time - Stopwatch.GetElapsedTime(began)).TotalMilliseconds is var left and > 0)
            await _connection!.WaitAsync(left, cancellation);
    }

    /// <summary>Gives this node's messages back and signs it off.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        await using (var batch = source.CreateBatch())
        {
            foreach (var sql in schema.Leave)
                batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { Uuid() } });
            batch.BatchCommands.Add(new NpgsqlBatchCommand(schema.Notify) { Parameters = { EnvelopeCommands.Value(node.ToString(), NpgsqlDbType.Text) } });
            await batch.ExecuteNonQueryAsync(cancellation);
        }

        // The pool may keep the connection as it is; a broken one it does not keep.
        await using var connection = _connection;
        if (connection is not { FullState: System.Data.ConnectionState.Open })
            return;
        await using var forget = new NpgsqlCommand(EnvelopeSchema.Forget, connection);
        await forget.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open })
            return _connection;

        if (_connection is not null)
            await _connection.DisposeAsync();
        _isLocked = false;
        _connection = await source.OpenConnectionAsync(cancellation);
        _connection.Notification += (_, notification) =>
        {
            if (notification.Payload != node.ToString())
                MessagesWait();
        };
        await using (var listen = new NpgsqlCommand(schema.Listen, _connection))
            await listen.ExecuteNonQueryAsync(cancellation);
        MessagesWait();
        return _connection;
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
