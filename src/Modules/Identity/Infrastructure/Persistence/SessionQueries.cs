using Marten;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.Persistence;

internal sealed class SessionQueries(IQuerySession documents, IIdentitySettings settings, TimeProvider clock) : ISessionQueries
{
    private const int MaxSessions = 200;

    // Ids grow with time.
    public async Task<IReadOnlyList<SessionView>> OpenOfAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stored = await documents.QueryAsync<Session>(
            $"where d.account_id = ? and d.expires_at > ? and d.data ->> 'RevokedAt' is null order by d.id desc limit {MaxSessions}",
            cancellationToken,
            accountId,
            now);
        return [.. stored.Where(session => session.IsOpen(settings.Sessions, now)).OrderByDescending(session => session.LastSeenAt).Select(SessionView.Of)];
    }
}
