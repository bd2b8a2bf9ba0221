using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="Roles">All that the account is to have.</param>
internal sealed record AssignRolesRequest(IReadOnlyList<string> Roles);

internal static class AccountRolesEndpoint
{
    public static void Map(IEndpointRouteBuilder accounts)
    {
        accounts.MapGet("/{id:guid}/roles", GetAsync)
            .WithName("getAccountRoles")
            .WithSummary("Get the roles of one account")
            .RequirePermission(IdentityPermissions.ManageRoles)
            .RequireRateLimit(RateLimits.Reads)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblems(401, 403, 404, 429);
        accounts.MapPut("/{id:guid}/roles", HandleAsync)
            .WithName("assignRoles")
            .WithSummary("Say which roles an account has")
            .WithDescription(
                "Access tokens that name the earlier roles are refused on every node within a second; the sessions go on. Nobody gives or "
                + "takes away what he may not do himself, and the last administrator stays one.")
            .RequirePermission(IdentityPermissions.ManageRoles)
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(400, 401, 403, 404, 409, 412, 415, 428, 429);
    }

    private static async Task<Results<Results<Ok<AccountRolesView>, StatusCodeHttpResult>, ProblemHttpResult>> GetAsync(
        Guid id, IRoleQueries roles, HttpContext context, CancellationToken cancellationToken) =>
        await roles.OfAccountAsync(id, cancellationToken) is { } account
            ? context.OkWithETag(account, account.Version)
            : IdentityErrors.AccountNotFound.ToProblem();

    private static async Task<Results<Ok<AccountRolesView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AssignRolesRequest request,
        [FromHeader(Name = "If-Match")] string? ifMatch,
        ICurrentUser user,
        IMessageBus bus,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (Preconditions.Of(ifMatch, ifNoneMatch: null) is not { } precondition)
            return Precondition.Missing.ToProblem();
        var command = new AssignRoles(id, request.Roles, precondition, await user.ActorAsync(context));
        var result = await bus.InvokeAsync<Result<AccountRolesView>>(command, cancellationToken);
        return result.IsSuccess ? context.ChangedWithETag(result.Value, result.Value.Version) : result.Error.ToProblem();
    }
}
