using System.Diagnostics.CodeAnalysis;

namespace Monolith.Realtime.Domain;

/// <summary>The name of a channel: a topic (<c>users</c>), or a topic and what it is about (<c>user:{id}</c>).</summary>
public sealed record ChannelName
{
    /// <summary>Characters; the limit that the protocol's own server sets.</summary>
    public const int MaxLength = 255;

    private const char Separator = ':';

    private ChannelName(string value)
    {
        Value = value;
        var separator = value.IndexOf(Separator, StringComparison.Ordinal);
        Topic = separator < 0 ? value : value[..separator];
        Subject = separator < 0 ? null : value[(separator + 1)..];
    }

    public static ChannelName Users { get; } = new("users");

    public static ChannelName Monitoring { get; } = new("monitoring");

    public string Value { get; }

    /// <summary>The part before the first colon; the bounded part, fit for a metric's label.</summary>
    public string Topic { get; }

    /// <summary>The part after the first colon; null when there is no colon.</summary>
    public string? Subject { get; }

    /// <summary>The channel that one person alone may follow.</summary>
    public static ChannelName OfUser(Guid userId) => new($"{ChannelRules.UserTopic}{Separator}{userId}");

    /// <summary>The channel that tells how far an import of people is.</summary>
    public static ChannelName OfUserImport(Guid importId) => new($"{ChannelRules.UserImportTopic}{Separator}{importId}");

    /// <summary>The channel of whoever has this person's profile open to change it.</summary>
    public static ChannelName OfUserEditors(Guid userId) => new($"{ChannelRules.UserEditingTopic}{Separator}{userId}");

    /// <returns>False when the name is empty, too long, or has other than visible ASCII characters.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ChannelName? name)
    {
        name = text is { Length: > 0 and <= MaxLength } && text.All(c => c is > ' ' and <= '~') ? new(text) : null;
        return name is not null;
    }

    public override string ToString() => Value;
}
