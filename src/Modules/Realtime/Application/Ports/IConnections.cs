namespace Monolith.Realtime.Application.Ports;

/// <summary>The live connections of all nodes.</summary>
public interface IConnections
{
    /// <summary>Ends every connection that a token of this sign-in session opened.</summary>
    Task EndAsync(Guid sessionId, CancellationToken cancellationToken);
}
