namespace Monolith.Shared.Application;

/// <summary>Messages that no retry could save and that wait for an operator.</summary>
public interface IDeadMessages
{
    /// <summary>
    /// Throws away those about a person, by the id of the account or by an address in them. At once, whatever becomes of the handler that asks
    /// for it.
    /// </summary>
    Task ForgetAsync(Guid accountId, string? address, CancellationToken cancellationToken);
}
