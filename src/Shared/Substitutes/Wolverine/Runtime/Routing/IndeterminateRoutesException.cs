namespace Wolverine.Runtime.Routing;

/// <summary>A message was sent or invoked that nobody handles.</summary>
public class IndeterminateRoutesException : Exception
{
    public IndeterminateRoutesException(Type messageType, string? message = null)
        : base($"Could not determine any valid subscribers or local handlers for message type {messageType}. {message}".TrimEnd())
    {
    }
}
