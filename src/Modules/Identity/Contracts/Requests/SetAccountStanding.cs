namespace Monolith.Identity.Contracts.Requests;

/// <summary>
/// Asks Identity to let nobody into an account any more, or to let its person in again. Invoked on the bus and answered by a result with an
/// <see cref="AccountStandingSet"/> once that is committed, or with Identity's refusal; asking twice changes nothing more.
/// </summary>
public sealed record SetAccountStanding(Guid AccountId, AccountStanding Standing, Requester Requester);

/// <summary>Whoever asks for it, and from where.</summary>
/// <param name="Permissions">What the request may do: Identity bars nobody, and lets nobody in, who may do more.</param>
public sealed record Requester(Guid Id, IReadOnlySet<string> Permissions, string? UserAgent, string? Ip);

/// <param name="Revision">Grows with every change of this account's standing, as in the event that tells of it.</param>
/// <param name="ChangedAt">When the account came to stand so, or was found to.</param>
public sealed record AccountStandingSet(Guid AccountId, AccountStanding Standing, int Revision, DateTimeOffset ChangedAt);
