using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>A browser or device where somebody is signed in, as that person recognises it.</summary>
/// <param name="Device">Null when it does not say what it is.</param>
/// <param name="Browser">Null when it does not say what it is.</param>
/// <param name="Ip">From where it signed in.</param>
/// <param name="LastSeenAt">The last sign-in or refresh; a device in use refreshes about every ten minutes.</param>
public sealed record SessionView(Guid Id, string? Device, string? Browser, string? Ip, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt)
{
    public static SessionView Of(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new(
            session.Id,
            UserAgents.Device(session.UserAgent),
            UserAgents.Browser(session.UserAgent),
            session.Ip,
            session.CreatedAt,
            session.LastSeenAt);
    }
}
