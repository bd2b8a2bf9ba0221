namespace Monolith.Monitoring.Domain;

/// <summary>What the audit trail and the traces hold that tells who somebody is, or from where they came.</summary>
public interface IRecordsOfPeople
{
    /// <summary>
    /// Every record stays, with what happened and when. What the person did, or anybody in their name, loses the network address and the
    /// client, and requests lose who made them. What somebody else did to the person came from that one, and stays as it is.
    /// </summary>
    void Anonymise(Guid userId);
}
