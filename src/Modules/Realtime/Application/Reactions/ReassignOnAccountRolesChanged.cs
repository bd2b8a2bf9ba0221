using Monolith.Identity.Contracts.Events;
using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Domain;
using Monolith.Shared.Application;

namespace Monolith.Realtime.Application.Reactions;

/// <summary>Whoever lost a role hears nothing more of what it was needed for, and the person's pages get a token that says so.</summary>
public static class ReassignOnAccountRolesChangedHandler
{
    public static async Task Handle(
        AccountRolesChanged changed,
        IConnections connections,
        IPublisher publisher,
        ICorrelation correlation,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(connections);
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(correlation);
        await connections.ReassignAsync(new RoleAssignment(changed.AccountId, changed.Roles, changed.Revision), cancellationToken);
        var publication = Publication.Of(AccountRolesChanged.Alias, changed.AccountId, changed, correlation.Id, changed.ChangedAt);
        await publisher.PublishAsync(ChannelName.OfUser(changed.AccountId), publication, cancellationToken);
    }
}
