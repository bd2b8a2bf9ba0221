using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Caching;
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
            .CacheAnswers(UsersCache.Tag, "page", "pageSize", "sort", "q", "status", "role", "createdFrom", "createdTo", "after")
            .ProducesProblems(400, 401, 403, 429);

    private static async Task<Results<Ok<UserListAnswer>, ProblemHttpResult>> HandleAsync(
        IUserQueries queries,
        [Description("1 for the first page.")] int? page,
        [Description("Rows a page or an answer, 1 to 100.")] int? pageSize,
        [Description("Comma-separated: email, displayName, createdAt, status; a leading '-' is descending.")] string? sort,
        [Description("A part of a name or an address, in any case; where nobody has it, something like it.")] string? q,
        [Description("invited, active, suspended or deleted; without it everybody who is not deleted.")] string? status,
        [Description("Only who has this role.")] string? role,
        [Description("Only who is in the directory since this time or later.")] DateTimeOffset? createdFrom,
        [Description("Only who is in the directory since this time or earlier.")] DateTimeOffset? createdTo,
        [Description("To read a list of any length, newest first: empty to begin, then the 'next' of the answer before.")] string? after,
        CancellationToken cancellationToken)
    {
        var filter = UserFilter.Create(q, status, role, createdFrom, createdTo);
        if (!filter.IsSuccess)
            return filter.Error.ToProblem();
        if (after is null)
        {
            var request = PageRequest.Create(page, pageSize, sort, IUserQueries.SortFields);
            return request.IsSuccess
                ? TypedResults.Ok(UserListAnswer.Of(await queries.ListAsync(filter.Value, request.Value, cancellationToken)))
                : request.Error.ToProblem();
        }

        var onward = Onward(after, pageSize, page, sort);
        return onward.IsSuccess
            ? TypedResults.Ok(UserListAnswer.Of(await queries.ReadOnAsync(filter.Value, onward.Value, cancellationToken)))
            : onward.Error.ToProblem();
    }

    private static Result<CursorRequest> Onward(string after, int? pageSize, int? page, string? sort)
    {
        if (page is not null || !string.IsNullOrEmpty(sort))
        {
            return new Error(
                "request.invalid", "Goes on in the order of the list, newest first; leave it out with 'after'.", ErrorKind.Invalid, page is null ? "sort" : "page");
        }

        return CursorRequest.Create(after, pageSize);
    }
}
