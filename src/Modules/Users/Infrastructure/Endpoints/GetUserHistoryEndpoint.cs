using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class GetUserHistoryEndpoint
{
    public static void Map(IEndpointRouteBuilder users) =>
        users.MapGet("/{id:guid}/history", HandleAsync)
            .WithName("getUserHistory")
            .WithSummary("List who changed what of a person, when, from what and to what, newest first")
            .RequirePermission(UsersPermissions.Read)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(400, 401, 403, 404, 429);

    private static async Task<Results<Ok<CursorPage<UserHistoryView>>, ProblemHttpResult>> HandleAsync(
        Guid id,
        IUserQueries queries,
        [Description("The 'next' of the answer before, to read on.")] string? after,
        [Description("Rows an answer, 1 to 100.")] int? pageSize,
        CancellationToken cancellationToken)
    {
        var request = CursorRequest.Create(after, pageSize);
        if (!request.IsSuccess)
            return request.Error.ToProblem();
        return await queries.HistoryAsync(id, request.Value, cancellationToken) is { } history
            ? TypedResults.Ok(history)
            : UserErrors.NotFound.ToProblem();
    }
}
