using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>The way to the tickets that somebody brings.</summary>
public sealed class OneTimeTickets(IOneTimeTicketRepository tickets, IOneTimeUses uses, IAccountRepository accounts, TimeProvider clock)
{
    /// <returns>Null when the token is invented, too old, used up or for something else.</returns>
    public async Task<OneTimeTicket?> FindAsync(string token, TicketPurpose purpose, CancellationToken cancellationToken)
    {
        var ticket = await tickets.FindAsync(token, cancellationToken);
        return ticket?.IsFor(purpose, clock.GetUtcNow()) == true && !await uses.IsUsedAsync(ticket.Use, cancellationToken) ? ticket : null;
    }

    /// <returns>Null also when the ticket is older than the account's credentials.</returns>
    public async Task<(OneTimeTicket Ticket, Account Account)?> FindWithAccountAsync(
        string token, TicketPurpose purpose, CancellationToken cancellationToken) =>
        await FindAsync(token, purpose, cancellationToken) is { } ticket && await AccountOfAsync(ticket, cancellationToken) is { } account
            ? (ticket, account)
            : null;

    /// <returns>Null when the ticket is nobody's, or older than the account's credentials.</returns>
    public async Task<Account?> AccountOfAsync(OneTimeTicket ticket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return ticket.AccountId is { } id && await accounts.FindAsync(id, cancellationToken) is { } account && ticket.StillFits(account)
            ? account
            : null;
    }

    public void UseUp(OneTimeTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        uses.Use(ticket.Use);
    }
}
