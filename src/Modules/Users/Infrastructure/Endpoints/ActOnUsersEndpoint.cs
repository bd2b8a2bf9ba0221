using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Caching;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Features;
using Wolverine;

namespace Monolith.Users.Infrastructure.Endpoints;

/// <param name="Ids">1 to 100, each once.</param>
/// <param name="Action">What is done with each of them.</param>
internal sealed record ActOnUsersRequest(IReadOnlyList<Guid> Ids, UserAction? Action);

internal static class ActOnUsersEndpoint
{
    public static void Map(IEndpointRouteBuilder users) =>
        users.MapPost("/bulk", HandleAsync)
            .WithName("actOnUsers")
            .WithSummary("Do the same with many people")
            .WithDescription(
                "Each person for himself, as the call for one person does it, and answered for himself: what one is refused stops nobody else. "
                + "There is no 'If-Match': whatever the version, what is so already stays as it is. Deleting and restoring takes 'users.delete' too.")
            .RequirePermission(UsersPermissions.Write)
            .RequireRateLimit(RateLimits.Bulk)
            // Identity's events may have brought changes here first.
            .EvictAnswers(UsersCache.Tag)
            .ProducesProblems(400, 401, 403, 409, 415, 429);

    private static async Task<Results<Ok<ActedOnUsers>, ProblemHttpResult>> HandleAsync(
        ActOnUsersRequest request,
        [FromHeader(Name = IdempotencyKey.Header)] IdempotencyKey? idempotencyKey,
        ICurrentUser user,
        IMessageBus bus,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var requester = await user.RequesterAsync(context);
        var command = new ActOnUsers(request.Ids, request.Action, requester, idempotencyKey?.For(request));
        return (await bus.InvokeAsync<Result<ActedOnUsers>>(command, cancellationToken)).ToHttp();
    }
}
