using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Auth;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>
/// Says on the activity of each request what was asked and answered: until version 11 ASP.NET Core leaves that to instrumentation
/// packages. Outermost in the pipeline, so that it sees the final status.
/// </summary>
internal sealed class RequestTags : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(TagAsync);
        next(app);
    };

    private static async Task TagAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { } activity)
        {
            await next(context);
            return;
        }

        // Now: what comes after may rewrite the path.
        var path = (context.Request.PathBase + context.Request.Path).Value;
        try
        {
            await next(context);
        }
        finally
        {
            activity.SetTag(TraceTags.Path, path);
            activity.SetTag(TraceTags.Method, context.Request.Method);
            activity.SetTag(TraceTags.Status, context.Response.StatusCode);
            if (context.User.FindFirst(TokenClaims.Subject)?.Value is { } userId)
                activity.SetTag(TraceTags.UserId, userId);
            // An error handler takes the endpoint away.
            TagEndpoint(activity, context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint);
        }
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
