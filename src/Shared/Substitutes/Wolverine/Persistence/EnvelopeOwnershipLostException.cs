namespace Wolverine.Persistence;

/// <summary>This node no longer owns the message it is handling: another one has taken it over, and the effect is to be its alone.</summary>
internal sealed class EnvelopeOwnershipLostException(Envelope envelope) : Exception($"{envelope} is owned by another node.");
