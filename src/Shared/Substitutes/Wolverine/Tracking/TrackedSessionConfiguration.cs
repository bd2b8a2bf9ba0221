using Microsoft.Extensions.Hosting;

namespace Wolverine.Tracking;

public class TrackedSessionConfiguration
{
    private readonly TrackedSession _session;

    internal TrackedSessionConfiguration(TrackedSession session) => _session = session;

    /// <summary>Default: 5 seconds.</summary>
    public TrackedSessionConfiguration Timeout(TimeSpan timeout)
    {
        _session.Timeout = timeout;
        return this;
    }

    /// <summary>Waits for the messages of these services too.</summary>
    public TrackedSessionConfiguration AlsoTrack(params IHost?[] hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        foreach (var host in hosts.OfType<IHost>())
            _session.Watch(host.Services);

        return this;
    }

    /// <summary>Otherwise a failed attempt fails the session, also where a later one succeeded.</summary>
    public TrackedSessionConfiguration DoNotAssertOnExceptionsDetected()
    {
        _session.AssertNoExceptions = false;
        return this;
    }

    public TrackedSessionConfiguration DoNotAssertTimeout()
    {
        _session.AssertNoTimeout = false;
        return this;
    }

    /// <inheritdoc cref="TrackedSession.RunAsync"/>
    public Task<ITrackedSession> ExecuteAndWaitAsync(Func<IMessageContext, Task> action) => _session.RunAsync(action);

    /// <inheritdoc cref="TrackedSession.RunAsync"/>
    public Task<ITrackedSession> ExecuteAndWaitAsync(Func<IMessageContext, ValueTask> action) =>
        _session.RunAsync(context => action(context).AsTask());

    /// <inheritdoc cref="TrackedSession.RunAsync"/>
    public Task<ITrackedSession> InvokeMessageAndWaitAsync(object message) =>
        _session.RunAsync(context => context.InvokeAsync(message));

    /// <inheritdoc cref="TrackedSession.RunAsync"/>
    public Task<ITrackedSession> SendMessageAndWaitAsync(object message, DeliveryOptions? options = null) =>
        _session.RunAsync(context => context.SendAsync(message, options).AsTask());

    /// <inheritdoc cref="TrackedSession.RunAsync"/>
    public Task<ITrackedSession> PublishMessageAndWaitAsync(object? message, DeliveryOptions? options = null) =>
        _session.RunAsync(context => context.PublishAsync(message, options).AsTask());

    /// <inheritdoc cref="TrackedSession.RunAsync"/>
    public async Task<(ITrackedSession, T?)> InvokeAndWaitAsync<T>(object request)
    {
        T? response = default;
        var session = await _session.RunAsync(async context => response = await context.InvokeAsync<T>(request));
        return (session, response);
    }
}
