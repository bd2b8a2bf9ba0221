namespace Monolith.Users.Application.Imports;

/// <summary>Somebody is in the directory whose account Identity has yet to make; the queue of whoever needs it tries again later.</summary>
public sealed class AccountNotMadeYetException(Guid accountId) : Exception($"The account {accountId} is not made yet.");
