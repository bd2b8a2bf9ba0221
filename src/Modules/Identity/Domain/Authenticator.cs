namespace Monolith.Identity.Domain;

/// <summary>An app that shows a new code every 30 seconds (RFC 6238), and what to use when it is lost.</summary>
/// <param name="SealedKey">The secret that the app has too, unreadable without the installation's key.</param>
/// <param name="ConfirmedAt">Null until the person has shown a first code; until then it is asked for nowhere.</param>
/// <param name="RecoveryCodes">Keyed hashes of the codes that are left; each works once.</param>
public sealed record Authenticator(string SealedKey, DateTimeOffset? ConfirmedAt, IReadOnlyList<string> RecoveryCodes);
