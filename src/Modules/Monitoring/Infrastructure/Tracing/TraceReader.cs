using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>Reads a finished activity as a trace entry.</summary>
internal static class TraceReader
{
    public const string Requests = "Microsoft.AspNetCore";
    public const string Messages = "Wolverine";
    public const string Pushes = "Monolith.Realtime";

    /// <returns>Null when the activity is none that a person would look for.</returns>
    public static TraceEntry? Read(Activity activity) => activity.Source.Name switch
    {
        Requests => ReadRequest(activity),
        // Sending and receiving have activities of their own; the one inside the process is the handler at work.
        Messages when activity.Kind == ActivityKind.Internal => ReadMessage(activity),
        Pushes => ReadPush(activity),
        _ => null,
    };

    public static TraceEntry? ReadRequest(Activity activity)
    {
        // Not recorded: pages and their files, health, metrics, and live connections, which last as long as a page is open.
        if (Text(activity, TraceTags.Path) is not { } path || !IsApi(path) || Text(activity, TraceTags.CorrelationId) is not { } correlationId)
            return null;
        var call = new HttpCall(
            Text(activity, TraceTags.Method) ?? string.Empty,
            Text(activity, TraceTags.Route),
            path,
            activity.GetTagItem(TraceTags.Status) as int? ?? 0,
            Guid.TryParse(Text(activity, TraceTags.UserId), out var userId) ? userId : null);
        return TraceEntry.ForRequest(Origin(activity, correlationId, Text(activity, TraceTags.Module)), call);
    }

    private static TraceEntry? ReadMessage(Activity activity)
    {
        if ((Text(activity, TraceTags.CorrelationId) ?? Text(activity, TraceTags.ConversationId)) is not { Length: > 0 } correlationId)
            return null;
        var destination = Text(activity, TraceTags.Destination);
        var handler = Text(activity, TraceTags.Handler);
        var type = Text(activity, TraceTags.MessageType) ?? activity.DisplayName;
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["messageType"] = type };
        Add(detail, "messageId", Text(activity, TraceTags.MessageId));
        Add(detail, "destination", destination);
        Add(detail, "handler", handler);
        if (activity.Status == ActivityStatusCode.Error)
            Add(detail, "error", activity.StatusDescription);
        var module = ModuleName.In(handler) ?? ModuleName.In(destination) ?? ModuleName.In(type);
        return TraceEntry.ForMessage(Origin(activity, correlationId, module), type, detail);
    }

    private static TraceEntry? ReadPush(Activity activity)
    {
        if (Text(activity, TraceTags.CorrelationId) is not { } correlationId)
            return null;
        var channel = Text(activity, TraceTags.Channel) ?? activity.DisplayName;
        var detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["channel"] = channel };
        Add(detail, "type", Text(activity, TraceTags.PublicationType));
        Add(detail, "publicationId", Text(activity, TraceTags.PublicationId));
        Add(detail, "subscribers", Text(activity, TraceTags.Subscribers));
        return TraceEntry.ForPush(Origin(activity, correlationId, "realtime"), channel, detail);
    }

    private static TraceOrigin Origin(Activity activity, string correlationId, string? module) => new(
        Id(activity),
        correlationId,
        activity.TraceId.ToHexString(),
        module,
        new DateTimeOffset(activity.StartTimeUtc),
        activity.Duration,
        activity.Status == ActivityStatusCode.Error ? TraceStatus.Failed : TraceStatus.Ok);

    /// <summary>The same for everybody who sees the activity, so that it is kept once even where two hosts share a process.</summary>
    private static Guid Id(Activity activity)
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, activity.StartTimeUtc.Ticks);
        activity.SpanId.CopyTo(id[8..]);
        return new Guid(id, bigEndian: true);
    }

    private static bool IsApi(string path) =>
        path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/.well-known/", StringComparison.OrdinalIgnoreCase);

    private static string? Text(Activity activity, string tag) => Text(activity.GetTagItem(tag));

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    private static void Add(Dictionary<string, string> detail, string name, string? value)
    {
        if (value is not null)
            detail[name] = value;
    }
}
