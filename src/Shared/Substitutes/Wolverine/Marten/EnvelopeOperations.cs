using global::Marten.Operations;
using Npgsql;
using Wolverine.Persistence;

namespace Wolverine.Marten;

/// <summary>Writes an outgoing message with the documents of a session.</summary>
internal sealed class StoreEnvelope(EnvelopeCommands commands, Envelope envelope) : IStorageOperation
{
    public NpgsqlBatchCommand ToCommand() => commands.Insert(envelope);
}

/// <summary>Deletes the handled message with the documents of a session, or fails them all: its effect happens once.</summary>
internal sealed class CompleteEnvelope(EnvelopeCommands commands, Envelope envelope) : IStorageOperation
{
    public NpgsqlBatchCommand ToCommand() => commands.Complete(envelope);

    public Exception? Translate(PostgresException exception) =>
        Refusal.Is(exception) ? new EnvelopeOwnershipLostException(envelope) : null;
}
