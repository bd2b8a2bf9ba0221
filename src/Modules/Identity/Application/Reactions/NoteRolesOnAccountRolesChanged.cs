using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;

namespace Monolith.Identity.Application.Reactions;

/// <summary>After the commit, as the end of a session is told: what a node reads from then on is what the others were told.</summary>
public static class NoteRolesOnAccountRolesChangedHandler
{
    public static Task Handle(AccountRolesChanged changed, IOpenSessions sessions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(sessions);
        return sessions.NoteAccountAsync(changed.AccountId, cancellationToken);
    }
}
