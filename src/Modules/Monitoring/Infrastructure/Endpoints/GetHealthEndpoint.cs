using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Monolith.Monitoring.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Monitoring.Infrastructure.Endpoints;

internal static class GetHealthEndpoint
{
    public static void Map(IEndpointRouteBuilder monitoring) =>
        monitoring.MapGet("/health", HandleAsync)
            .WithName("getHealth")
            .WithSummary("Check this node and what it depends on, now")
            .RequirePermission(MonitoringPermissions.Read)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 429);

    private static async Task<Ok<HealthResponse>> HandleAsync(HealthCheckService health, CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        return TypedResults.Ok(new HealthResponse(
            report.Status,
            report.TotalDuration.TotalMilliseconds,
            [.. report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => HealthCheckResponse.From(entry.Key, entry.Value))]));
    }
}

/// <summary>The health of this node: as bad as its worst check.</summary>
internal sealed record HealthResponse(HealthStatus Status, double DurationMs, IReadOnlyList<HealthCheckResponse> Checks);

/// <summary>What one check found; never an exception's text, which may name hosts and accounts.</summary>
internal sealed record HealthCheckResponse(string Name, HealthStatus Status, double DurationMs, string? Description, IReadOnlyList<string> Tags)
{
    public static HealthCheckResponse From(string name, HealthReportEntry entry) => new(
        name,
        entry.Status,
        entry.Duration.TotalMilliseconds,
        entry.Exception is null ? entry.Description : "Does not answer as expected.",
        [.. entry.Tags]);
}
