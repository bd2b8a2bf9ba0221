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

internal static class ListAuditEndpoint
{
    public static void Map(IEndpointRouteBuilder monitoring) =>
        monitoring.MapGet("/audit", HandleAsync)
            .WithName("listAudit")
            .WithSummary("List who did what, when and from where, newest first")
            .RequirePermission(MonitoringPermissions.ReadAudit)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(400, 401, 403, 429);

    private static async Task<Results<Ok<CursorPage<AuditEntryView>>, ProblemHttpResult>> HandleAsync(
        IAuditQueries queries,
        [Description("What happened, such as signed-in.")] string? kind,
        [Description("Only what is about this account.")] Guid? accountId,
        [Description("Only what this person did.")] Guid? actorId,
        string? correlationId,
        [Description("Only what happened at this time or later.")] DateTimeOffset? from,
        [Description("Only what happened at this time or earlier.")] DateTimeOffset? to,
        [Description("The 'next' of the answer before, to read on.")] string? after,
        [Description("Rows an answer, 1 to 100.")] int? pageSize,
        CancellationToken cancellationToken)
    {
        var request = CursorRequest.Create(after, pageSize);
        if (!request.IsSuccess)
            return request.Error.ToProblem();
        var filter = AuditFilter.Create(kind, accountId, actorId, correlationId, from, to);
        if (!filter.IsSuccess)
            return filter.Error.ToProblem();
        return TypedResults.Ok(await queries.ListAsync(filter.Value, request.Value, cancellationToken));
    }
}
