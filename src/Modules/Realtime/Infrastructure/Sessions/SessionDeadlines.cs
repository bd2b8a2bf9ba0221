namespace Monolith.Realtime.Infrastructure.Sessions;

/// <summary>What a session's clock asks for.</summary>
internal enum Due
{
    Nothing,

    /// <summary>Send a ping.</summary>
    Ping,

    /// <summary>The client has not authenticated in time.</summary>
    Connect,

    /// <summary>The client has not answered the last ping in time.</summary>
    Pong,

    /// <summary>The token has expired and no other came in time.</summary>
    Renewal,
}

/// <summary>When one client must have done what; read by the keeper while the reader writes.</summary>
internal sealed class SessionDeadlines(RealtimeOptions options, DateTimeOffset opened)
{
    private readonly Lock gate = new();
    private DateTimeOffset connectBy = opened + options.ConnectTimeout;
    private DateTimeOffset pingAt = DateTimeOffset.MaxValue;
    private DateTimeOffset pongBy = DateTimeOffset.MaxValue;
    private DateTimeOffset renewBy = DateTimeOffset.MaxValue;

    public void Authenticated(DateTimeOffset now, DateTimeOffset? tokenExpiresAt)
    {
        lock (gate)
        {
            connectBy = DateTimeOffset.MaxValue;
            pingAt = now + options.PingInterval;
            renewBy = RenewBy(tokenExpiresAt);
        }
    }

    public void Renewed(DateTimeOffset? tokenExpiresAt)
    {
        lock (gate)
            renewBy = RenewBy(tokenExpiresAt);
    }

    /// <summary>Whatever the client sends shows that it is there.</summary>
    public void Heard()
    {
        lock (gate)
            pongBy = DateTimeOffset.MaxValue;
    }

    /// <remarks>A due ping counts as sent from here on.</remarks>
    public Due Check(DateTimeOffset now)
    {
        lock (gate)
        {
            if (now >= connectBy)
                return Due.Connect;
            if (now >= renewBy)
                return Due.Renewal;
            if (now >= pongBy)
                return Due.Pong;
            if (now < pingAt)
                return Due.Nothing;
            pingAt = now + options.PingInterval;
            pongBy = now + options.PongTimeout;
            return Due.Ping;
        }
    }

    private DateTimeOffset RenewBy(DateTimeOffset? tokenExpiresAt) =>
        tokenExpiresAt is { } end ? end + options.ExpiryGrace : DateTimeOffset.MaxValue;
}
