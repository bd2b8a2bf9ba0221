using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Monolith.Shared.Infrastructure.Correlation;

public static class CorrelationMiddleware
{
    /// <summary>Accepts or makes <c>X-Correlation-Id</c>, echoes it, and puts the rest of the request under it.</summary>
    public static IApplicationBuilder UseCorrelation(this IApplicationBuilder app) =>
        app.Use(static (HttpContext context, RequestDelegate next) =>
        {
            context.Response.Headers[CorrelationId.HeaderName] = CorrelationId.Begin(context.Request.Headers[CorrelationId.HeaderName]);
            return next(context);
        });
}
