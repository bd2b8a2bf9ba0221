using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class DeleteRoleEndpoint
{
    public static void Map(IEndpointRouteBuilder roles) =>
        roles.MapDelete("/{name}", HandleAsync)
            .WithName("deleteRole")
            .WithSummary("Delete a role that nobody has")
            .RequirePermission(IdentityPermissions.ManageRoles)
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(400, 401, 403, 404, 409, 412, 428, 429);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string name,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        ICurrentUser user,
        IMessageBus bus,
        HttpContext context,
        CancellationToken cancellationToken) =>
        Preconditions.Of(ifMatch, ifNoneMatch: null) is { } precondition
            ? (await bus.InvokeAsync<Result>(new DeleteRole(name, precondition, await user.ActorAsync(context)), cancellationToken)).ToHttp()
            : Precondition.Missing.ToProblem();
}
