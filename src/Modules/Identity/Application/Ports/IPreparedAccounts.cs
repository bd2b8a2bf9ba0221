namespace Monolith.Identity.Application.Ports;

/// <summary>What was given for accounts before they are made.</summary>
public interface IPreparedAccounts
{
    /// <summary>Part of the handler's transaction, after which there is nothing more.</summary>
    /// <returns>The hash of the account's password, as <see cref="IPasswords"/> tries it; null when there is none.</returns>
    Task<string?> TakePasswordAsync(Guid accountId, CancellationToken cancellationToken);
}
