using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Monitoring.Application;
using Monolith.Monitoring.Application.Ports;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Infrastructure.Endpoints;

internal static class ListRequestsEndpoint
{
    public static void Map(IEndpointRouteBuilder monitoring) =>
        monitoring.MapGet("/requests", HandleAsync)
            .WithName("listRequests")
            .WithSummary("List answered requests, newest first")
            .RequirePermission(MonitoringPermissions.Read)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(400, 401, 403, 429);

    private static async Task<Results<Ok<Page<RequestView>>, ProblemHttpResult>> HandleAsync(
        ITraceQueries queries,
        string? correlationId,
        [Description("A part of the route, in any case; where none matched, of the path.")] string? route,
        [Description("An HTTP status like 404, or a class like 5xx.")] string? status,
        [Description("Only requests that took at least this long.")] double? minDurationMs,
        Guid? userId,
        [Description("Only requests that started at this time or later.")] DateTimeOffset? from,
        [Description("Only requests that started at this time or earlier.")] DateTimeOffset? to,
        [Description("1 for the first page.")] int? page,
        [Description("Rows a page, 1 to 100.")] int? pageSize,
        CancellationToken cancellationToken)
    {
        var request = PageRequest.Create(page, pageSize, sort: null, sortable: []);
        if (!request.IsSuccess)
            return request.Error.ToProblem();
        var filter = RequestFilter.Create(correlationId, route, status, minDurationMs, userId, from, to);
        if (!filter.IsSuccess)
            return filter.Error.ToProblem();
        return TypedResults.Ok(await queries.ListRequestsAsync(filter.Value, request.Value, cancellationToken));
    }
}
