namespace Monolith.Realtime.Infrastructure.Protocol;

/// <summary>Why a command failed; the connection stays.</summary>
/// <param name="Temporary">The client may try again later.</param>
internal sealed record ProtocolError(uint Code, string Message, bool Temporary = false)
{
    public static readonly ProtocolError UnknownChannel = new(102, "unknown channel");
    public static readonly ProtocolError PermissionDenied = new(103, "permission denied");
    public static readonly ProtocolError MethodNotFound = new(104, "method not found");
    public static readonly ProtocolError AlreadySubscribed = new(105, "already subscribed");
    public static readonly ProtocolError LimitExceeded = new(106, "limit exceeded");
    public static readonly ProtocolError BadRequest = new(107, "bad request");
    public static readonly ProtocolError NotAvailable = new(108, "not available");
    public static readonly ProtocolError TokenExpired = new(109, "token expired");
}

/// <summary>Why the server ended a subscription; a client resubscribes from code 2500 on.</summary>
internal sealed record UnsubscribeReason(uint Code, string Reason)
{
    public static readonly UnsubscribeReason InsufficientState = new(2500, "insufficient state");

    /// <summary>The client may have lost what the channel needs; subscribing again tells.</summary>
    public static readonly UnsubscribeReason Expired = new(2501, "subscription expired");
}

/// <summary>Why the server ended a connection, sent as the close status; a client comes back below code 3500.</summary>
internal sealed record DisconnectReason(int Code, string Reason)
{
    public static readonly DisconnectReason Closed = new(3000, "connection closed");
    public static readonly DisconnectReason Shutdown = new(3001, "shutdown");
    public static readonly DisconnectReason Internal = new(3004, "internal server error");
    public static readonly DisconnectReason Expired = new(3005, "connection expired");
    public static readonly DisconnectReason Slow = new(3008, "slow");
    public static readonly DisconnectReason NoPong = new(3012, "no pong");
    public static readonly DisconnectReason TooManyRequests = new(3013, "too many requests");
    public static readonly DisconnectReason InvalidToken = new(3500, "invalid token");
    public static readonly DisconnectReason BadRequest = new(3501, "bad request");
    public static readonly DisconnectReason Stale = new(3502, "stale");
    public static readonly DisconnectReason InappropriateProtocol = new(3506, "inappropriate protocol");
}
