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

    /// <summary>Does nothing when another node has stored this generation already.</summary>
    public async Task TryAddAsync(SigningKey key, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.Insert(key);
        try
        {
            await session.SaveChangesAsync(cancellationToken);
        }
        catch (DocumentAlreadyExistsException)
        {
            // The other node's key is as good.
        }
    }
}
