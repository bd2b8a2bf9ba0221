namespace Monolith.Identity.Contracts.Requests;

/// <summary>
/// Asks Identity to keep nothing of an account but its id, for good. Invoked on the bus and answered by a result with an
/// <see cref="AccountErasure"/> once that is committed, or with Identity's refusal; asking twice changes nothing more. Where there is no
/// account yet, none is made under this id any more.
/// </summary>
public sealed record EraseAccount(Guid AccountId, Requester Requester);

/// <param name="ErasedAt">When it was asked for first.</param>
public sealed record AccountErasure(Guid AccountId, DateTimeOffset ErasedAt);
