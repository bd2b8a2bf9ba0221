namespace Monolith.Identity.Contracts.Requests;

/// <summary>Somebody gets all that is held about another person, which the audit trail is told.</summary>
/// <param name="AccountId">Whom it is about.</param>
/// <param name="UserAgent">Of the reader's client, like the network address.</param>
public sealed record RecordDataAccess(Guid AccountId, Guid ReaderId, string? UserAgent, string? Ip)
{
    public const string Alias = "identity.record-data-access.v1";
}
