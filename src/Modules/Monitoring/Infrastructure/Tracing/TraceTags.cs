namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>What activities say about themselves: OpenTelemetry's names where it has one, and the messaging library's.</summary>
internal static class TraceTags
{
    public const string CorrelationId = Monolith.Shared.Infrastructure.Correlation.CorrelationId.ActivityTag;

    public const string Method = "http.request.method";
    public const string Route = "http.route";
    public const string Path = "url.path";
    public const string Status = "http.response.status_code";
    public const string UserId = "enduser.id";
    public const string Module = "monolith.module";

    public const string MessageType = "messaging.message_type";
    public const string MessageId = "messaging.message_id";
    public const string ConversationId = "messaging.conversation_id";
    public const string Destination = "messaging.destination";
    public const string Handler = "message.handler";

    public const string Channel = "messaging.destination.name";
    public const string PublicationId = "messaging.message.id";
    public const string PublicationType = "realtime.publication.type";
    public const string Subscribers = "realtime.subscribers";
}
