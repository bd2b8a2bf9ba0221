using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class ListRolesEndpoint
{
    public static void Map(IEndpointRouteBuilder roles) =>
        roles.MapGet("/", HandleAsync)
            .WithName("listRoles")
            .WithSummary("List the roles and what each grants")
            .RequirePermission(IdentityPermissions.ManageRoles)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 429);

    private static async Task<Ok<IReadOnlyList<RoleView>>> HandleAsync(IRoleQueries roles, CancellationToken cancellationToken) =>
        TypedResults.Ok(await roles.ListAsync(cancellationToken));
}
