using Monolith.Realtime.Domain;

namespace Monolith.Realtime.Application.Ports;

/// <summary>The live connections of all nodes.</summary>
public interface IConnections
{
    /// <summary>Ends every connection that a token of this sign-in session opened.</summary>
    Task EndAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>A person has other roles: her connections stay, and follow what she may follow now.</summary>
    Task ReassignAsync(RoleAssignment assignment, CancellationToken cancellationToken);

    /// <summary>Roles grant other permissions: every connection stays, and follows what its person may follow now.</summary>
    Task RecheckAsync(CancellationToken cancellationToken);
}
