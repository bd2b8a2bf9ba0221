using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>A link that somebody brought and that still opens something, and whose it is.</summary>
public sealed record MailedLink(OneTimeLink Link, Account Account);

/// <summary>The one way in which mailed links are used up.</summary>
public sealed class MailedLinks(IOneTimeLinkRepository links, IAccountRepository accounts, TimeProvider clock)
{
    /// <returns>Null when the token is invented, too old, used up, for something else, or older than the account's credentials.</returns>
    public async Task<MailedLink?> FindAsync(string token, LinkPurpose purpose, CancellationToken cancellationToken)
    {
        var link = await links.FindAsync(token, cancellationToken);
        if (link?.AccountId is not { } accountId || !link.TryConsume(purpose, clock.GetUtcNow()))
            return null;
        return await accounts.FindAsync(accountId, cancellationToken) is { } account && link.StillFits(account)
            ? new(link, account)
            : null;
    }

    /// <summary>Stored with the rest of the transaction; of two uses at the same time one is refused there.</summary>
    public void Consume(MailedLink mailed)
    {
        ArgumentNullException.ThrowIfNull(mailed);
        links.Update(mailed.Link);
    }
}
