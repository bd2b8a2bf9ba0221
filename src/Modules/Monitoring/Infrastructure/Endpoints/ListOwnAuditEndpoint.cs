using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Monitoring.Application.Ports;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Infrastructure.Endpoints;

internal static class ListOwnAuditEndpoint
{
    public static void Map(IEndpointRouteBuilder monitoring) =>
        monitoring.MapGet("/audit/own", HandleAsync)
            .WithName("listOwnAudit")
            .WithSummary("List what happened to the own account, newest first")
            .RequireAuthorization()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(400, 401, 403, 429);

    private static async Task<Results<Ok<CursorPage<OwnAuditEntryView>>, ProblemHttpResult>> HandleAsync(
        IAuditQueries queries,
        ICurrentUser user,
        [Description("The 'next' of the answer before, to read on.")] string? after,
        [Description("Rows an answer, 1 to 100.")] int? pageSize,
        CancellationToken cancellationToken)
    {
        var request = CursorRequest.Create(after, pageSize);
        return request.IsSuccess
            ? TypedResults.Ok(await queries.ListOwnAsync(user.Id, request.Value, cancellationToken))
            : request.Error.ToProblem();
    }
}
