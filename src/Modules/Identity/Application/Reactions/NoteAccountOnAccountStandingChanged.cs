using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;

namespace Monolith.Identity.Application.Reactions;

/// <summary>
/// After the commit, as the end of a session is told. Whoever was just signing in when the account was barred has a session that nobody
/// ended; from then on no node takes its tokens.
/// </summary>
public static class NoteAccountOnAccountStandingChangedHandler
{
    public static Task Handle(AccountStandingChanged changed, IOpenSessions sessions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(sessions);
        return sessions.NoteAccountAsync(changed.AccountId, cancellationToken);
    }
}
