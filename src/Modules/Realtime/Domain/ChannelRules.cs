namespace Monolith.Realtime.Domain;

/// <summary>What a subscriber gets to hear.</summary>
public enum ChannelAccess
{
    Granted,
    Denied,

    /// <summary>There is no such channel.</summary>
    Unknown,
}

/// <summary>Who may follow which channel, and which channels show who follows them.</summary>
public static class ChannelRules
{
    internal const string UserTopic = "user";
    internal const string UserImportTopic = "users.import";
    internal const string UserEditingTopic = "users.editing";

    private const string ReadUsers = "users.read";
    private const string WriteUsers = "users.write";
    private const string ReadMonitoring = "monitoring.read";

    public static ChannelAccess Subscribe(ChannelName channel, Subscriber subscriber)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(subscriber);
        if (channel == ChannelName.Users)
            return Granted(subscriber.Permissions.Contains(ReadUsers));
        if (channel == ChannelName.Monitoring)
            return Granted(subscriber.Permissions.Contains(ReadMonitoring));
        if (channel.Topic == UserTopic && Guid.TryParseExact(channel.Subject, "D", out _))
            return Granted(channel == ChannelName.OfUser(subscriber.UserId));
        if (channel.Topic == UserImportTopic && Guid.TryParseExact(channel.Subject, "D", out var import))
            return Granted(channel == ChannelName.OfUserImport(import) && subscriber.Permissions.Contains(WriteUsers));
        if (channel.Topic == UserEditingTopic && Guid.TryParseExact(channel.Subject, "D", out var edited))
            return Granted(channel == ChannelName.OfUserEditors(edited) && subscriber.Permissions.Contains(WriteUsers));
        return ChannelAccess.Unknown;
    }

    /// <summary>Whether everybody who may follow the channel sees who else does.</summary>
    public static bool HasPresence(ChannelName channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.Topic == UserEditingTopic;
    }

    private static ChannelAccess Granted(bool granted) => granted ? ChannelAccess.Granted : ChannelAccess.Denied;
}

/// <summary>Who asks, and what that person's roles grant.</summary>
/// <param name="SessionId">The sign-in session that vouches for the person.</param>
/// <param name="HasShownSecondFactor">In that session.</param>
public sealed record Subscriber(
    Guid UserId, Guid SessionId, IReadOnlyList<string> Roles, bool HasShownSecondFactor, IReadOnlySet<string> Permissions);

/// <summary>The roles that a person has from now on.</summary>
/// <param name="Revision">Grows with every change of this person's roles.</param>
public sealed record RoleAssignment(Guid UserId, IReadOnlyList<string> Roles, int Revision);
