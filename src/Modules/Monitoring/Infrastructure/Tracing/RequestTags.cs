using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Correlation;
using Monolith.Shared.Infrastructure.Http;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>
/// Says on the activity of each request what was asked and answered: until version 11 ASP.NET Core leaves that to instrumentation
/// packages. A request that nothing traced gets an activity afterwards when it failed or was slow.
/// </summary>
internal sealed class RequestTags(TraceBudget budget, TraceQueue queue, TimeProvider clock) : IRequestObserver
{
    public void Ended(in EndedRequest request)
    {
        if (request.Activity is { Recorded: true } activity)
            Tag(activity, request.Context, request.Path.Value);
        else if (budget.KeepsUntraced(request.Context.Response.StatusCode, request.IsSlow))
            Keep(request.Context, request.Path.Value, request.Elapsed);
    }

    private void Keep(HttpContext context, string? path, TimeSpan elapsed)
    {
        using var activity = new Activity(nameof(RequestTags)).SetStartTime((clock.GetUtcNow() - elapsed).UtcDateTime).Start();
        activity.SetTag(TraceTags.CorrelationId, context.Response.Headers[CorrelationId.HeaderName].ToString());
        Tag(activity, context, path);
        activity.SetEndTime(activity.StartTimeUtc + elapsed);
        if (TraceReader.ReadRequest(activity) is { } entry)
            queue.Add(entry);
    }

    private static void Tag(Activity activity, HttpContext context, string? path)
    {
        activity.SetTag(TraceTags.Path, path);
        activity.SetTag(TraceTags.Method, context.Request.Method);
        activity.SetTag(TraceTags.Status, context.Response.StatusCode);
        if (context.User.FindFirst(TokenClaims.Subject)?.Value is { } userId)
            activity.SetTag(TraceTags.UserId, userId);
        // An error handler takes the endpoint away.
        TagEndpoint(activity, context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint);
    }

    private static void TagEndpoint(Activity activity, Endpoint? endpoint)
    {
        // A fallback takes what no route took; it runs last of all.
        if (endpoint is RouteEndpoint { Order: < int.MaxValue, RoutePattern.RawText: { } pattern })
            activity.SetTag(TraceTags.Route, string.Create(CultureInfo.InvariantCulture, $"/{pattern.Trim('/')}"));
        if (endpoint?.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.FullName is { } handler)
            activity.SetTag(TraceTags.Module, ModuleName.In(handler));
    }
}
