using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

/// <summary>A change of a person, as the API shows one.</summary>
/// <param name="ActorId">Who made it; null when nobody is known to have.</param>
/// <param name="Changes">What became different. Roles are one text, separated by commas.</param>
public sealed record UserHistoryView(Guid Id, DateTimeOffset At, Guid? ActorId, string CorrelationId, IReadOnlyList<FieldChange> Changes)
{
    public static UserHistoryView From(UserHistoryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new UserHistoryView(entry.Id, entry.At, entry.ActorId, entry.CorrelationId, entry.Changes);
    }
}
