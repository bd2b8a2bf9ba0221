namespace Wolverine;

/// <summary>What identifies a stored message.</summary>
public enum MessageIdentity
{
    /// <summary>Its id together with its destination: the reactions of several modules to one event are independent rows.</summary>
    IdAndDestination = 1,
}

/// <summary>How nodes that share one database hand messages on to each other.</summary>
public class DurabilitySettings
{
    internal DurabilitySettings()
    {
    }

    public MessageIdentity MessageIdentity { get; set; } = MessageIdentity.IdAndDestination;

    /// <summary>How often a node says that it is alive, and looks for nodes that are not. Default: 2 seconds.</summary>
    public TimeSpan HealthCheckPollingTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A node that has been silent for so long is taken for dead and its messages go to others. Default: 6 seconds.</summary>
    public TimeSpan StaleNodeTimeout { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// How often a node looks for messages that nobody owns though nothing told it of any: it is told of them by the other nodes, knows
    /// when the next scheduled one is due, and fetches at once what found no room before. Default: 5 seconds.
    /// </summary>
    public TimeSpan ScheduledJobPollingTime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the gauges of queues are renewed, while somebody reads them. Default: 5 seconds.</summary>
    public TimeSpan UpdateMetricsPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most messages of one queue that a node takes at once, before it looks at the next queue. Default: 500.</summary>
    public int RecoveryBatchSize { get; set; } = 500;

    /// <summary>
    /// A node whose connection is gone too is taken for dead when it has been silent for so long: a node that lives may miss two beats,
    /// before it has noticed that its connection broke and has another.
    /// </summary>
    internal TimeSpan Silence => HealthCheckPollingTime * 2.5 < StaleNodeTimeout ? HealthCheckPollingTime * 2.5 : StaleNodeTimeout;
}
