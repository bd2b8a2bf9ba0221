using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Caching;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Users.Application;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class GetUserEndpoint
{
    public static void Map(IEndpointRouteBuilder users) =>
        users.MapGet("/{id:guid}", HandleAsync)
            .WithName("getUser")
            .WithSummary("Get one person")
            .RequirePermission(UsersPermissions.Read)
            .RequireRateLimit(RateLimits.Reads)
            .CacheAnswers(UsersCache.Tag)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(401, 403, 404, 429);

    private static async Task<Results<Results<Ok<UserView>, StatusCodeHttpResult>, ProblemHttpResult>> HandleAsync(
        Guid id, IUserQueries queries, HttpContext context, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } user
            ? context.OkWithETag(user, user.Version)
            : UserErrors.NotFound.ToProblem();
}
