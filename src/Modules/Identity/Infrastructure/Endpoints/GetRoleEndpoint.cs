using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class GetRoleEndpoint
{
    public static void Map(IEndpointRouteBuilder roles) =>
        roles.MapGet("/{name}", HandleAsync)
            .WithName("getRole")
            .WithSummary("Get one role")
            .RequirePermission(IdentityPermissions.ManageRoles)
            .RequireRateLimit(RateLimits.Reads)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(401, 403, 404, 429);

    private static async Task<Results<Results<Ok<RoleView>, StatusCodeHttpResult>, ProblemHttpResult>> HandleAsync(
        string name, IRoleQueries roles, HttpContext context, CancellationToken cancellationToken) =>
        await roles.FindAsync(name, cancellationToken) is { } role
            ? context.OkWithETag(role, role.Version)
            : IdentityErrors.RoleNotFound.ToProblem();
}
