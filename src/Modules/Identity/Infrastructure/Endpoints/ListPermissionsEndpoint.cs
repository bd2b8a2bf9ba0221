using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class ListPermissionsEndpoint
{
    public static void Map(IEndpointRouteBuilder permissions) =>
        permissions.MapGet("/", Handle)
            .WithName("listPermissions")
            .WithSummary("List what roles can grant")
            .RequirePermission(IdentityPermissions.ManageRoles)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 429);

    private static Ok<IReadOnlyList<Permission>> Handle(PermissionCatalogue catalogue) => TypedResults.Ok(catalogue.All);
}
