using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Monolith.Shared.Infrastructure.Correlation;

public static class CorrelationMiddleware
{
    /// <summary>Accepts or makes <c>X-Correlation-Id</c>, echoes it, and puts the rest of the request under it.</summary>
    public static IApplicationBuilder UseCorrelation(this IApplicationBuilder app) =>
        app.Use(static (HttpContext context, RequestDelegate next) =>
        {
            var id = CorrelationId.Begin(context.Request.Headers[CorrelationId.HeaderName]);
            // Also when an error handler clears the response.
            context.Response.OnStarting(
                static state =>
                {
                    var (response, correlationId) = ((HttpResponse, string))state;
                    response.Headers[CorrelationId.HeaderName] = correlationId;
                    return Task.CompletedTask;
                },
                (context.Response, id));
            return next(context);
        });
}
