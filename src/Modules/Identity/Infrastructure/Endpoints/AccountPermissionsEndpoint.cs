using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class AccountPermissionsEndpoint
{
    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/{id:guid}/permissions", HandleAsync)
            .WithName("getAccountPermissions")
            .WithSummary("Get what an account may do and why, and which roles would let it do the rest")
            .RequirePermission(IdentityPermissions.ManageRoles)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 404, 429);

    private static async Task<Results<Ok<AccountPermissionsView>, ProblemHttpResult>> HandleAsync(
        Guid id, IRoleQueries roles, CancellationToken cancellationToken) =>
        await roles.PermissionsOfAsync(id, cancellationToken) is { } permissions
            ? TypedResults.Ok(permissions)
            : IdentityErrors.AccountNotFound.ToProblem();
}
