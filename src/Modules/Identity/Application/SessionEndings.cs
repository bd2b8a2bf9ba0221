using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>The one way in which sessions end before their time: stored, and told to whoever must know.</summary>
internal static class SessionEndings
{
    /// <returns>Null when it ended before.</returns>
    public static SessionEnded? End(this ISessionRepository sessions, Session session, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(session);
        if (!session.Revoke(now))
            return null;
        sessions.Update(session);
        return session.Ended();
    }

    public static SessionEnded Ended(this Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new(session.Id, session.AccountId, session.RevokedAt ?? throw new InvalidOperationException("The session is open."));
    }
}
