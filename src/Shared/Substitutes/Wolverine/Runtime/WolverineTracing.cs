using System.Diagnostics;

namespace Wolverine.Runtime;

internal static class WolverineTracing
{
    public const string MessageType = "messaging.message_type";
    public const string MessagingConversationId = "messaging.conversation_id";
    public const string MessagingMessageId = "messaging.message_id";
    public const string MessagingSystem = "messaging.system";
    public const string MessagingDestination = "messaging.destination";
    public const string MessageHandler = "message.handler";

    public const string MovedToErrorQueue = "wolverine.error.queued";
    public const string EnvelopeDiscarded = "wolverine.envelope.discarded";
    public const string EnvelopeRetry = "wolverine.envelope.retried";
    public const string ScheduledRetry = "wolverine.envelope.rescheduled";
    public const string EnvelopeRequeued = "wolverine.envelope.requeued";

    public static readonly ActivitySource Source = new("Wolverine");

    /// <summary>One activity covers the handling of a message, its retries included.</summary>
    public static Activity? StartExecuting(Envelope envelope) => Start(envelope.MessageType ?? "process", ActivityKind.Internal, envelope);

    /// <summary>Another covers the sending. Its parent is whoever sent the message, and so is that of the handling.</summary>
    public static Activity? StartSending(Envelope envelope) => Start("send", ActivityKind.Producer, envelope);

    public static void Fail(this Activity activity, Exception exception)
    {
        activity.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
        activity.AddException(exception);
    }

    public static void Note(this Activity? activity, string name) => activity?.AddEvent(new ActivityEvent(name));

    private static Activity? Start(string name, ActivityKind kind, Envelope envelope)
    {
        var activity = Source.StartActivity(name, kind, envelope.ParentId);
        if (activity is not null)
            envelope.WriteTags(activity);

        return activity;
    }
}
