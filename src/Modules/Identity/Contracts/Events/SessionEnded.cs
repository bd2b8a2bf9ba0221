namespace Monolith.Identity.Contracts.Events;

/// <summary>
/// A browser or device is signed out: by its person there or from elsewhere, or because an old token came back. Sessions that end by
/// their age tell nobody.
/// </summary>
public sealed record SessionEnded(Guid SessionId, Guid AccountId, DateTimeOffset EndedAt)
{
    public const string Alias = "identity.session-ended.v1";
}
