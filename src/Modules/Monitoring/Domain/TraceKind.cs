namespace Monolith.Monitoring.Domain;

/// <summary>What one entry of a trace is about. The numbers are stored: never renumber.</summary>
public enum TraceKind
{
    /// <summary>An HTTP request that the host answered.</summary>
    Request = 0,

    /// <summary>A message that a handler worked on.</summary>
    Message = 1,

    /// <summary>A publication that went to live connections.</summary>
    Push = 2,
}

public enum TraceStatus
{
    Ok = 0,
    Failed = 1,
}
