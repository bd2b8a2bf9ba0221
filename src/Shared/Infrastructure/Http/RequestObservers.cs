using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Shared.Infrastructure.Http;

/// <summary>Learns of every request when it has ended, however it ended.</summary>
public interface IRequestObserver
{
    void Ended(in EndedRequest request);
}

/// <param name="Context">With the status that was answered.</param>
/// <param name="Path">As it was asked; what came after may have rewritten it.</param>
/// <param name="Activity">Under which it ran; null when nothing traced it.</param>
/// <param name="IsSlow">
/// Longer than <c>Telemetry:SlowRequestMilliseconds</c>. A connection that was taken over (101, or CONNECT in HTTP/2) never is: it lives as
/// long as its page is open.
/// </param>
public readonly record struct EndedRequest(HttpContext Context, PathString Path, Activity? Activity, TimeSpan Elapsed, bool IsSlow);

public static class RequestObservers
{
    private const int DefaultSlowMilliseconds = 500;

    /// <summary>Must come before the error handling, which decides the status.</summary>
    public static IApplicationBuilder UseRequestObservers(this IApplicationBuilder app)
    {
        var observers = app.ApplicationServices.GetServices<IRequestObserver>().ToArray();
        var clock = app.ApplicationServices.GetRequiredService<TimeProvider>();
        var slow = TimeSpan.FromMilliseconds(
            app.ApplicationServices.GetRequiredService<IConfiguration>().GetValue("Telemetry:SlowRequestMilliseconds", DefaultSlowMilliseconds));
        return app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            var (path, activity, start) = (context.Request.PathBase + context.Request.Path, Activity.Current, clock.GetTimestamp());
            try
            {
                await next(context);
            }
            finally
            {
                var elapsed = clock.GetElapsedTime(start);
                var request = new EndedRequest(context, path, activity, elapsed, elapsed > slow && !IsTakenOver(context));
                foreach (var observer in observers)
                    observer.Ended(request);
            }
        });
    }

    private static bool IsTakenOver(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols || HttpMethods.IsConnect(context.Request.Method);
}
