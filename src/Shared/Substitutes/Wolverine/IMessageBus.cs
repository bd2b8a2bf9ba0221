namespace Wolverine;

public interface ICommandBus
{
    /// <summary>Runs the handler of the message now, with its own transaction, and completes when that has committed.</summary>
    /// <exception cref="Runtime.Routing.IndeterminateRoutesException">Nobody handles the message.</exception>
    Task InvokeAsync(object message, CancellationToken cancellation = default, TimeSpan? timeout = default);

    /// <summary>As <see cref="InvokeAsync"/>; what the handler returns as <typeparamref name="T"/> goes to the caller and is not published.</summary>
    /// <exception cref="Runtime.Routing.IndeterminateRoutesException">Nobody handles the message.</exception>
    Task<T> InvokeAsync<T>(object message, CancellationToken cancellation = default, TimeSpan? timeout = default);
}

public interface IMessageBus : ICommandBus
{
    /// <summary>Sends to every subscriber.</summary>
    /// <exception cref="Runtime.Routing.IndeterminateRoutesException">There is no subscriber.</exception>
    ValueTask SendAsync<T>(T message, DeliveryOptions? options = null);

    /// <summary>Sends to every subscriber; without one, nothing happens.</summary>
    ValueTask PublishAsync<T>(T message, DeliveryOptions? options = null);
}

public static class MessageBusExtensions
{
    /// <summary>Publishes now, to be handled at <paramref name="time"/>.</summary>
    public static ValueTask ScheduleAsync<T>(this IMessageBus bus, T message, DateTimeOffset time, DeliveryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        options ??= new DeliveryOptions();
        options.ScheduledTime = time;
        return bus.PublishAsync(message, options);
    }

    /// <summary>Publishes now, to be handled after <paramref name="delay"/>.</summary>
    public static ValueTask ScheduleAsync<T>(this IMessageBus bus, T message, TimeSpan delay, DeliveryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bus);
        options ??= new DeliveryOptions();
        options.ScheduleDelay = delay;
        return bus.PublishAsync(message, options);
    }
}
