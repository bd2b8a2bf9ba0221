using Marten;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Infrastructure.Persistence;

/// <summary>Public because handlers receive it; the transaction of the handler stores what it collects.</summary>
public sealed class BroughtPasswords(IDocumentSession session, IForeignHashes hashes) : IBroughtPasswords, IPreparedAccounts
{
    public string? Seal(string hash) => hashes.Seal(hash);

    public void Keep(Guid accountId, string sealedHash) => session.Insert(new BroughtPassword(accountId, sealedHash));

    public async Task<string?> TakePasswordAsync(Guid accountId, CancellationToken cancellationToken)
    {
        if (await session.LoadAsync<BroughtPassword>(accountId, cancellationToken) is not { } brought)
            return null;
        session.Delete(brought);
        return hashes.Open(brought.SealedHash);
    }
}
