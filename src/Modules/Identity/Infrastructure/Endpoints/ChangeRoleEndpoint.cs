using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="Permissions">All that the role is to grant.</param>
/// <param name="RequiresSecondFactor">It grants nothing in a session that has shown no second factor.</param>
internal sealed record ChangeRoleRequest(IReadOnlyList<string> Permissions, bool RequiresSecondFactor);

internal static class ChangeRoleEndpoint
{
    public static void Map(IEndpointRouteBuilder roles) =>
        roles.MapPut("/{name}", HandleAsync)
            .WithName("changeRole")
            .WithSummary("Say what a role grants")
            .WithDescription(
                "With 'If-Match' it changes the role in that version, with 'If-None-Match: *' it makes a new one. Nobody grants or takes "
                + "away what he may not do himself. It counts on every node within a second.")
            .RequirePermission(IdentityPermissions.ManageRoles)
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(400, 401, 403, 409, 412, 415, 428, 429);

    private static async Task<Results<Ok<RoleView>, ProblemHttpResult>> HandleAsync(
        string name,
        ChangeRoleRequest request,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        [FromHeader(Name = "If-None-Match")] string? ifNoneMatch,
        ICurrentUser user,
        IMessageBus bus,
        IRolePermissions permissions,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (Preconditions.Of(ifMatch, ifNoneMatch) is not { } precondition)
            return Precondition.Missing.ToProblem();
        var command = new ChangeRole(name, request.Permissions, request.RequiresSecondFactor, precondition, await user.ActorAsync(context));
        var result = await bus.InvokeAsync<Result<RoleView>>(command, cancellationToken);
        if (!result.IsSuccess)
            return result.Error.ToProblem();
        // The other nodes know soon, this one at once.
        permissions.Forget();
        return context.ChangedWithETag(result.Value, result.Value.Version);
    }
}
