using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Contracts.Events;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application.Reactions;

/// <summary>
/// After the commit, as when an account is barred: from then on no node takes a token of it. What was just being stored for it goes later.
/// </summary>
public static class NoteAccountOnAccountErasedHandler
{
    public static async Task Handle(AccountErased erased, IOpenSessions sessions, ILaterMessages later, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(erased);
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(later);
        await sessions.NoteAccountAsync(erased.AccountId, cancellationToken);
        await later.SendAsync(new EraseLeftovers(erased.AccountId), EraseLeftovers.Delay);
    }
}
