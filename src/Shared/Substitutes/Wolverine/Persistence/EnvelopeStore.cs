using Marten.Operations;
using Npgsql;
using NpgsqlTypes;
using Wolverine.Persistence.Durability;

namespace Wolverine.Persistence;

/// <summary>The messages of durable queues as rows, each owned by the node that holds it in memory, or by nobody.</summary>
internal sealed class EnvelopeStore(NpgsqlDataSource source, EnvelopeSchema schema) : IMessageStore
{
    /// <summary>This process in the database; a restarted service is another node.</summary>
    public Guid Node { get; } = Guid.CreateVersion7();

    public EnvelopeCommands Commands => field ??= new EnvelopeCommands(schema, Node);

    public IDeadLetters DeadLetters => field ??= new DeadLetters(source, schema);

    public Returns Returns => field ??= new Returns(this);

    public BacklogReader Backlog => field ??= new BacklogReader(source, schema);

    public NodePresence Presence => field ??= new NodePresence(source, schema, Node);

    /// <summary>In one transaction: writes the outgoing messages and deletes the one that was handled.</summary>
    /// <exception cref="EnvelopeOwnershipLostException">The handled message is another node's by now; nothing is written.</exception>
    public async Task CommitAsync(IReadOnlyList<Envelope> outgoing, Envelope handled, CancellationToken cancellation)
    {
        // PostgreSQL runs a batch as one transaction.
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(Commands.InsertMany(outgoing));
        batch.BatchCommands.Add(Commands.Complete(handled));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e) when (Refusal.Is(e))
        {
            throw new EnvelopeOwnershipLostException(handled);
        }
    }

    /// <summary>In one round trip and one transaction: writes messages, and deletes handled ones that this node still owns.</summary>
    /// <returns>For each of the handled ones, whether it was deleted.</returns>
    public async Task<bool[]> WriteAsync(IReadOnlyList<Envelope> sent, IReadOnlyList<Envelope> handled)
    {
        await using var batch = source.CreateBatch();
        if (sent.Count > 0)
            batch.BatchCommands.Add(Commands.InsertMany(sent));
        if (handled.Count > 0)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(EnvelopeSchema.ByIndexAsEver));
            batch.BatchCommands.Add(Commands.DeleteMany(handled));
        }

        var isDeleted = new bool[handled.Count];
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            isDeleted[reader.GetInt32(0) - 1] = true;
        return isDeleted;
    }

    public Task RescheduleAsync(Envelope envelope, TimeSpan delay, CancellationToken cancellation) =>
        ExecuteOwnedAsync(Commands.Reschedule(envelope, delay), envelope, cancellation);

    public Task MoveToDeadLettersAsync(Envelope envelope, Exception exception, CancellationToken cancellation) =>
        ExecuteOwnedAsync(Commands.MoveToDeadLetters(envelope, exception), envelope, cancellation);

    /// <summary>Which of these queues have messages that nobody owns, and when the next scheduled one of any queue is due.</summary>
    public async Task<(IReadOnlyList<string> Waiting, TimeSpan? NextDue)> LookAsync(string[] destinations, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        foreach (var sql in schema.Look)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        batch.BatchCommands[^1].Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = destinations });

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        TimeSpan? nextDue = await reader.IsDBNullAsync(0, cancellation) ? null : TimeSpan.FromSeconds(reader.GetDouble(0));
        await reader.NextResultAsync(cancellation);
        List<string> waiting = [];
        while (await reader.ReadAsync(cancellation))
            waiting.Add(reader.GetString(0));
        return (waiting, nextDue);
    }

    /// <summary>Makes messages of a destination this node's own, the oldest first; what other nodes are just taking is left to them.</summary>
    public async Task<IReadOnlyList<Envelope>> ClaimAsync(string destination, int limit, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(EnvelopeSchema.ByIndex));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(schema.Claim)
        {
            Parameters = { Uuid(Node), Text(destination), new NpgsqlParameter<int> { TypedValue = limit } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        List<Envelope> claimed = [];
        while (await reader.ReadAsync(cancellation))
            claimed.Add(EnvelopeCommands.Read(reader));
        return claimed;
    }

    /// <summary>Tells the other nodes that messages wait for somebody with room.</summary>
    public async Task NotifyAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(schema.Notify);
        command.Parameters.Add(Text(Node.ToString()));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What this node owns and was sent longer ago than <paramref name="age"/>.</summary>
    public async Task<IReadOnlyList<EnvelopeKey>> ListOwnedAsync(TimeSpan age, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(schema.ListOwned);
        command.Parameters.Add(Uuid(Node));
        command.Parameters.Add(Interval(age));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<EnvelopeKey> owned = [];
        while (await reader.ReadAsync(cancellation))
            owned.Add(new EnvelopeKey(reader.GetGuid(0), reader.GetString(1)));
        return owned;
    }

    public async Task ReleaseAsync(IReadOnlyCollection<EnvelopeKey> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0)
            return;

        await using var command = source.CreateCommand(schema.Release);
        command.Parameters.Add(Uuid(Node));
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. keys.Select(key => key.Id)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. keys.Select(key => key.Destination)] });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task ExecuteOwnedAsync(NpgsqlBatchCommand command, Envelope envelope, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(command);
        if (await batch.ExecuteNonQueryAsync(cancellation) != 1)
            throw new EnvelopeOwnershipLostException(envelope);
    }

    private static NpgsqlParameter Uuid(Guid value) => EnvelopeCommands.Value(value, NpgsqlDbType.Uuid);

    private static NpgsqlParameter Text(string value) => EnvelopeCommands.Value(value, NpgsqlDbType.Text);

    private static NpgsqlParameter Interval(TimeSpan value) => EnvelopeCommands.Value(value, NpgsqlDbType.Interval);
}
