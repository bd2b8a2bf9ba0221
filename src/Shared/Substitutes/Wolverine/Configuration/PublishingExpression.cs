using Wolverine.Transports.Local;

namespace Wolverine.Configuration;

public interface IPublishToExpression
{
    /// <summary>Sends the messages to this queue and no longer to the queues of their handlers.</summary>
    LocalQueueConfiguration ToLocalQueue(string queueName);
}

internal sealed class PublishingExpression(WolverineOptions options, Type messageType) : IPublishToExpression
{
    public LocalQueueConfiguration ToLocalQueue(string queueName)
    {
        var queue = options.Queues.Get(queueName);
        if (!options.Subscriptions.TryGetValue(messageType, out var subscribers))
            options.Subscriptions[messageType] = subscribers = [];

        subscribers.Add(queue);
        return new LocalQueueConfiguration(queue);
    }
}
