namespace Wolverine.Persistence.Durability.DeadLetterManagement;

/// <summary>Which dead letters are meant: those that meet every condition that is set.</summary>
public class DeadLetterEnvelopeQuery
{
    public DeadLetterEnvelopeQuery()
    {
    }

    public DeadLetterEnvelopeQuery(TimeRange range) => Range = range;

    public DeadLetterEnvelopeQuery(Guid[] messageIds) => MessageIds = messageIds;

    /// <summary>The first page is 1, and so is whatever is less.</summary>
    public int PageNumber { get; set; }

    /// <summary>Zero or less: all on one page. Default: 100.</summary>
    public int PageSize { get; set; } = 100;

    /// <summary>The name under which the message type is stored.</summary>
    public string? MessageType { get; set; }

    /// <summary>Full name of the type of the exception.</summary>
    public string? ExceptionType { get; set; }

    /// <summary>The queue, as in <c>local://name/</c>.</summary>
    public string? ReceivedAt { get; set; }

    /// <summary>When the messages were sent.</summary>
    public TimeRange Range { get; set; } = TimeRange.AllTime();

    /// <summary>Empty: any.</summary>
    public Guid[] MessageIds { get; set; } = [];
}

/// <summary>Both ends belong to it; null is open.</summary>
public record TimeRange(DateTimeOffset? From, DateTimeOffset? To)
{
    public static TimeRange AllTime() => new(null, null);
}
