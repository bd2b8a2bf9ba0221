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
    public bool IsConditional => true;

    public NpgsqlBatchCommand ToCommand() => commands.Delete(envelope);

    public Exception? Verify(ulong rowsAffected) => rowsAffected == 1 ? null : new EnvelopeOwnershipLostException(envelope);
}
