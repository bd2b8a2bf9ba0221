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

    /// <summary>How often a node looks for messages that nobody owns and that are due. Default: 1 second.</summary>
    public TimeSpan ScheduledJobPollingTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the gauges of queues are renewed, while somebody reads them. Default: 5 seconds.</summary>
    public TimeSpan UpdateMetricsPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most messages of one queue that a node takes at once. Default: 100.</summary>
    public int RecoveryBatchSize { get; set; } = 100;
}
