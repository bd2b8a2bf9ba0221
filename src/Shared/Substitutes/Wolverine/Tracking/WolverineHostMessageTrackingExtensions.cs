using Microsoft.Extensions.Hosting;

namespace Wolverine.Tracking;

/// <summary>For tests: act, and go on when every message that this caused is dealt with.</summary>
public static class WolverineHostMessageTrackingExtensions
{
    public static TrackedSessionConfiguration TrackActivity(this IHost host) => Services(host).TrackActivity();

    public static TrackedSessionConfiguration TrackActivity(this IHost host, TimeSpan trackingTimeout) =>
        Services(host).TrackActivity(trackingTimeout);

    public static Task<ITrackedSession> SendMessageAndWaitAsync<T>(
        this IHost host, T? message, DeliveryOptions? options = null, int timeoutInMilliseconds = 5000) =>
        Services(host).SendMessageAndWaitAsync(message, options, timeoutInMilliseconds);

    public static Task<ITrackedSession> InvokeMessageAndWaitAsync(this IHost host, object message, int timeoutInMilliseconds = 5000) =>
        Services(host).InvokeMessageAndWaitAsync(message, timeoutInMilliseconds);

    public static Task<(ITrackedSession, T?)> InvokeMessageAndWaitAsync<T>(
        this IHost host, object message, int timeoutInMilliseconds = 5000) =>
        Services(host).InvokeMessageAndWaitAsync<T>(message, timeoutInMilliseconds);

    public static Task<ITrackedSession> ExecuteAndWaitAsync(this IHost host, Func<Task> action, int timeoutInMilliseconds = 5000) =>
        Services(host).ExecuteAndWaitAsync(action, timeoutInMilliseconds);

    public static Task<ITrackedSession> ExecuteAndWaitAsync(
        this IHost host, Func<IMessageContext, Task> action, int timeoutInMilliseconds = 5000) =>
        Services(host).ExecuteAndWaitAsync(action, timeoutInMilliseconds);

    private static IServiceProvider Services(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Services;
    }
}

/// <inheritdoc cref="WolverineHostMessageTrackingExtensions"/>
public static class WolverineHostTrackingByServiceProviderExtensions
{
    public static TrackedSessionConfiguration TrackActivity(this IServiceProvider services) => new(new TrackedSession(services));

    public static TrackedSessionConfiguration TrackActivity(this IServiceProvider services, TimeSpan trackingTimeout) =>
        services.TrackActivity().Timeout(trackingTimeout);

    public static Task<ITrackedSession> SendMessageAndWaitAsync<T>(
        this IServiceProvider services, T? message, DeliveryOptions? options = null, int timeoutInMilliseconds = 5000) =>
        services.ExecuteAndWaitAsync(context => context.SendAsync(message, options).AsTask(), timeoutInMilliseconds);

    public static Task<ITrackedSession> InvokeMessageAndWaitAsync(
        this IServiceProvider services, object message, int timeoutInMilliseconds = 5000) =>
        services.ExecuteAndWaitAsync(context => context.InvokeAsync(message), timeoutInMilliseconds);

    public static Task<(ITrackedSession, T?)> InvokeMessageAndWaitAsync<T>(
        this IServiceProvider services, object message, int timeoutInMilliseconds = 5000) =>
        services.TrackActivity(TimeSpan.FromMilliseconds(timeoutInMilliseconds)).InvokeAndWaitAsync<T>(message);

    public static Task<ITrackedSession> ExecuteAndWaitAsync(
        this IServiceProvider services, Func<Task> action, int timeoutInMilliseconds = 5000) =>
        services.ExecuteAndWaitAsync(_ => action(), timeoutInMilliseconds);

    public static Task<ITrackedSession> ExecuteAndWaitAsync(
        this IServiceProvider services, Func<IMessageContext, Task> action, int timeoutInMilliseconds = 5000) =>
        services.TrackActivity(TimeSpan.FromMilliseconds(timeoutInMilliseconds)).ExecuteAndWaitAsync(action);
}
