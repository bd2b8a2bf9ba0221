using System.Diagnostics;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>The activities of messages that end while this listens; it makes the engine start them at all.</summary>
internal sealed class TracedMessages : IDisposable
{
    private readonly List<Activity> _activities = [];
    private readonly ActivityListener _listener;

    public TracedMessages()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Wolverine",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (_activities)
                    _activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Every handling in the trace of that activity, in order of its start; sending has activities of another kind.</summary>
    public Activity[] HandledIn(Activity root) => Of(root, ActivityKind.Internal);

    public Activity[] SentIn(Activity root) => Of(root, ActivityKind.Producer);

    public void Dispose() => _listener.Dispose();

    private Activity[] Of(Activity root, ActivityKind kind)
    {
        lock (_activities)
            return [.. _activities.Where(activity => activity.TraceId == root.TraceId && activity.Kind == kind).OrderBy(activity => activity.StartTimeUtc)];
    }
}
