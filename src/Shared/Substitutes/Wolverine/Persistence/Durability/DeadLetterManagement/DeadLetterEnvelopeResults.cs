namespace Wolverine.Persistence.Durability.DeadLetterManagement;

/// <summary>One page of dead letters.</summary>
public class DeadLetterEnvelopeResults
{
    /// <summary>How many match altogether; 0 on a page behind the last.</summary>
    public int TotalCount { get; set; }

    public List<DeadLetterEnvelope> Envelopes { get; set; } = [];

    public int PageNumber { get; set; }
}
