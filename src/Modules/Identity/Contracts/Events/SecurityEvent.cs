namespace Monolith.Identity.Contracts.Events;

/// <summary>Something that matters for the security of an account happened: who, what, when and from where. Never holds a secret.</summary>
/// <param name="Id">What happened once has one; it grows with time.</param>
/// <param name="Kind">What happened: a stable text in kebab case, such as <c>signed-in</c>.</param>
/// <param name="AccountId">Whose account it is about; null when it is nobody's, as a sign-in with an address that has no account.</param>
/// <param name="ActorId">Who did it; null when nobody had shown to be anybody.</param>
/// <param name="Ip">The network address it came from; null when it came over no network.</param>
/// <param name="Device">As a person recognises it, like the browser; null when it did not say.</param>
/// <param name="UserAgent">What the client said it is, cut to a bounded length.</param>
/// <param name="Detail">More of it, where its kind has more: a stable text, too.</param>
/// <param name="Unproven">Whether anybody can cause as many as the limits let through, without having shown anything.</param>
public sealed record SecurityEvent(
    Guid Id,
    string Kind,
    Guid? AccountId,
    Guid? ActorId,
    DateTimeOffset At,
    string? Ip,
    string? Device,
    string? Browser,
    string? UserAgent,
    string? Detail,
    bool Unproven)
{
    public const string Alias = "identity.security-event.v1";
}
