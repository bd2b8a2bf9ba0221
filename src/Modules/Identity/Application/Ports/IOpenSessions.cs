namespace Monolith.Identity.Application.Ports;

/// <summary>The sessions that are open, as every node asks for them before it accepts an access token.</summary>
public interface IOpenSessions
{
    Task<bool> ContainsAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Tells all nodes that a session which is stored as ended is open no longer.</summary>
    Task RemoveAsync(Guid sessionId, CancellationToken cancellationToken);
}
