using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Monitoring.Application;
using Monolith.Monitoring.Application.Ports;
using Monolith.Monitoring.Domain;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Monitoring.Infrastructure.Endpoints;

internal static class GetTraceEndpoint
{
    public static void Map(IEndpointRouteBuilder monitoring) =>
        monitoring.MapGet("/traces/{correlationId:maxlength(64)}", HandleAsync)
            .WithName("getTrace")
            .WithSummary("Get everything that one correlation id led to")
            .RequirePermission(MonitoringPermissions.Read)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 404, 429);

    private static async Task<Results<Ok<TraceView>, ProblemHttpResult>> HandleAsync(
        string correlationId, ITraceQueries queries, CancellationToken cancellationToken) =>
        // No id has a control character, and the database takes no NUL.
        !correlationId.Any(char.IsControl) && await queries.FindTraceAsync(correlationId, cancellationToken) is { } trace
            ? TypedResults.Ok(trace)
            : TraceErrors.NotFound.ToProblem();
}
