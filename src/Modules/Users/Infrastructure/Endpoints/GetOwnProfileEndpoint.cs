using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class GetOwnProfileEndpoint
{
    public static void Map(IEndpointRouteBuilder users) =>
        users.MapGet("/me", HandleAsync)
            .WithName("getOwnProfile")
            .WithSummary("Get the own profile")
            .WithDescription("404 for a moment after the registration, until the profile is provisioned.")
            .RequireScope(OwnScopes.ProfileRead)
            .RequireRateLimit(RateLimits.Reads)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(401, 403, 404, 429);

    private static async Task<Results<Results<Ok<UserView>, StatusCodeHttpResult>, ProblemHttpResult>> HandleAsync(
        ICurrentUser currentUser, IUserQueries queries, HttpContext context, CancellationToken cancellationToken) =>
        await queries.FindAsync(currentUser.Id, cancellationToken) is { } user
            ? context.OkWithETag(user, user.Version)
            : UserErrors.NotFound.ToProblem();
}
