using global::Marten.Operations;
using Npgsql;
using Wolverine.Persistence;

namespace Wolverine.Marten;

/// <summary>Writes an outgoing message with the documents of a session.</summary>
internal sealed class StoreEnvelope(EnvelopeCommands commands, Envelope envelope) : IStorageOperation
{
    private Envelope Envelope => envelope;

    public bool OnlyAdds => true;

    public NpgsqlBatchCommand ToCommand() => commands.Insert(envelope);

    public bool IsCombined => true;

    public IEnumerable<NpgsqlBatchCommand> ToCommands(IReadOnlyList<IStorageOperation> alike) =>
        [commands.InsertMany([.. alike.Cast<StoreEnvelope>().Select(operation => operation.Envelope)])];
}

/// <summary>Deletes the handled message with the documents of a session, or fails them all: its effect happens once.</summary>
internal sealed class CompleteEnvelope(EnvelopeCommands commands, Envelope envelope) : IStorageOperation
{
    private Envelope Envelope => envelope;

    public bool OnlyAdds => true;

    public bool IsCombined => true;

    public NpgsqlBatchCommand ToCommand() => commands.Complete(envelope);

    public IEnumerable<NpgsqlBatchCommand> ToCommands(IReadOnlyList<IStorageOperation> alike) =>
    [
        new NpgsqlBatchCommand(EnvelopeSchema.ByIndexAsEver),
        commands.CompleteMany([.. alike.Cast<CompleteEnvelope>().Select(operation => operation.Envelope)]),
    ];

    public Exception? Translate(PostgresException exception) =>
        Refusal.Is(exception) ? new EnvelopeOwnershipLostException(envelope) : null;
}
