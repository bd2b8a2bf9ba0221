using JasperFx;
using Marten;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

internal sealed class SigningKeyStore(IDocumentStore store)
{
    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<SigningKey>> LoadAllAsync(CancellationToken cancellationToken)
    {
        await using var session = store.QuerySession();
        return await session.QueryAsync<SigningKey>("order by d.id", cancellationToken);
    }

    /// <returns>False when another node has stored this generation already; its key is as good.</returns>
    public async Task<bool> TryAddAsync(SigningKey key, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.Insert(key);
        try
        {
            await session.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DocumentAlreadyExistsException)
        {
            return false;
        }
    }

    public async Task RemoveAsync(IEnumerable<SigningKey> keys, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        foreach (var key in keys)
            session.Delete(key);
        await session.SaveChangesAsync(cancellationToken);
    }
}
