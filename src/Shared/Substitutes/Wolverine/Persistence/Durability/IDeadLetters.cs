using Wolverine.Persistence.Durability.DeadLetterManagement;

namespace Wolverine.Persistence.Durability;

/// <summary>Messages that no retry could save, for an operator to look at, to send back or to throw away.</summary>
public interface IDeadLetters
{
    /// <summary>The dead letter of that message, or null.</summary>
    /// <param name="tenantId">There is one database and so no tenant to choose.</param>
    Task<DeadLetterEnvelope?> DeadLetterEnvelopeByIdAsync(Guid id, string? tenantId = null);

    /// <summary>One page of the dead letters that match, the one that failed first in front.</summary>
    Task<DeadLetterEnvelopeResults> QueryAsync(DeadLetterEnvelopeQuery query, CancellationToken token);

    /// <summary>Deletes the dead letters that match, whatever page the query asks for.</summary>
    Task DiscardAsync(DeadLetterEnvelopeQuery query, CancellationToken token);

    /// <summary>
    /// Puts the messages that match back into their queues, to be handled as if they had never been tried; whatever page the query
    /// asks for. A message that two callers replay at the same time goes back once. One whose type this version does not know
    /// becomes a dead letter again and can be replayed after the upgrade.
    /// </summary>
    Task ReplayAsync(DeadLetterEnvelopeQuery query, CancellationToken token);
}
