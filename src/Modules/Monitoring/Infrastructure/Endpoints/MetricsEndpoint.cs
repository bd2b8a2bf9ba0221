using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Monolith.Monitoring.Infrastructure.Metrics;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Infrastructure.Endpoints;

internal static class MetricsEndpoint
{
    private const string OpenMetrics = "application/openmetrics-text";

    private static readonly Error Forbidden = new(
        "monitoring.metrics_forbidden",
        "Metrics are for the configured networks, and for whoever sends the metrics token.",
        ErrorKind.Forbidden);

    /// <summary>At the root, where scrapers look for it.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", Handle)
            .WithName("getMetrics")
            .WithSummary("Read the metrics of this node")
            .WithDescription("OpenMetrics 1.0 when Accept prefers it, else the Prometheus text format 0.0.4.")
            .WithTags("Monitoring")
            .AllowAnonymous()
            .AcceptApiTokens()
            .RequireRateLimit(RateLimits.Machines)
            .Produces<string>(StatusCodes.Status200OK, "text/plain", OpenMetrics)
            .ProducesProblems(403, 429);

    private static Results<ContentHttpResult, ProblemHttpResult> Handle(HttpContext context, MetricsAccess access, MetricCollector collector)
    {
        if (!access.Allows(context.Connection.RemoteIpAddress, context.Request.Headers.Authorization))
            return Forbidden.ToProblem();
        var openMetrics = PrefersOpenMetrics(context.Request);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Vary = HeaderNames.Accept;
        return TypedResults.Text(
            collector.Write(openMetrics),
            openMetrics ? MetricsText.OpenMetricsContentType : MetricsText.PrometheusContentType);
    }

    private static bool PrefersOpenMetrics(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        var wanted = Quality(accept, OpenMetrics);
        return wanted > 0 && wanted >= Quality(accept, "text/plain");
    }

    /// <summary>Named types only: who accepts anything gets the older format, which everything reads.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> accept, string mediaType) =>
        accept.Where(range => range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)).Select(range => range.Quality ?? 1).DefaultIfEmpty(0).Max();
}
