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

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class ListUsersEndpoint
{
    public static void Map(IEndpointRouteBuilder users) =>
        users.MapGet("/", HandleAsync)
            .WithName("listUsers")
            .WithSummary("List people")
            .RequirePermission(UsersPermissions.Read)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(400, 401, 403, 429);

    private static async Task<Results<Ok<Page<UserView>>, ProblemHttpResult>> HandleAsync(
        IUserQueries queries,
        [Description("1 for the first page.")] int? page,
        [Description("Rows a page, 1 to 100.")] int? pageSize,
        [Description("Comma-separated: email, displayName, createdAt, status; a leading '-' is descending.")] string? sort,
        [Description("A part of a name or an address, in any case.")] string? q,
        [Description("invited, active, suspended or deleted; without it everybody who is not deleted.")] string? status,
        CancellationToken cancellationToken)
    {
        var request = PageRequest.Create(page, pageSize, sort, IUserQueries.SortFields);
        if (!request.IsSuccess)
            return request.Error.ToProblem();
        var filter = UserFilter.Create(q, status);
        if (!filter.IsSuccess)
            return filter.Error.ToProblem();
        return TypedResults.Ok(await queries.ListAsync(filter.Value, request.Value, cancellationToken));
    }
}
