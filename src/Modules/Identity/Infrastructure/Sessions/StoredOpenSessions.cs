using Marten;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Sessions;

/// <summary>The truth: what the database has. There is nobody else to tell.</summary>
internal sealed class StoredOpenSessions(IDocumentStore store, IIdentitySettings settings, TimeProvider clock) : IOpenSessions
{
    public async Task<bool> ContainsAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await using var documents = store.QuerySession();
        return await documents.LoadAsync<Session>(sessionId, cancellationToken) is { } session && session.IsOpen(settings.Sessions, clock.GetUtcNow());
    }

    public Task RemoveAsync(Guid sessionId, CancellationToken cancellationToken) => Task.CompletedTask;
}
