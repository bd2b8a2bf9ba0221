using System.Text.Json.Serialization;

namespace Monolith.Users.Domain;

/// <summary>
/// What one change made of a person, who made it, and when. Kept in the transaction of the change.
/// It never changes, but forgets what it changed from and to when the person is erased.
/// </summary>
public sealed class UserHistoryEntry
{
    [JsonConstructor]
    private UserHistoryEntry()
    {
    }

    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public Guid UserId { get; private set; }

    [JsonInclude]
    public DateTimeOffset At { get; private set; }

    /// <summary>Null when nobody is known to have asked for it.</summary>
    [JsonInclude]
    public Guid? ActorId { get; private set; }

    [JsonInclude]
    public string CorrelationId { get; private set; } = string.Empty;

    [JsonInclude]
    public IReadOnlyList<FieldChange> Changes { get; private set; } = [];

    /// <param name="user">With the changes that are about to be stored.</param>
    public static UserHistoryEntry Of(User user, Guid? actorId, string correlationId)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new UserHistoryEntry
        {
            Id = Guid.CreateVersion7(user.UpdatedAt),
            UserId = user.Id,
            At = user.UpdatedAt,
            ActorId = actorId,
            CorrelationId = correlationId,
            Changes = [.. user.Changes],
        };
    }
}
