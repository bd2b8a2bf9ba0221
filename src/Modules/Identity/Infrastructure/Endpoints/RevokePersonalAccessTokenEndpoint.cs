using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class RevokePersonalAccessTokenEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapDelete("/tokens/{id:guid}", HandleAsync)
            .WithName("revokePersonalAccessToken")
            .WithSummary("Revoke one of the own personal access tokens")
            .WithDescription("It is refused within a second, on every node.")
            .RequireAuthorization()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 403, 404, 429);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new RevokePersonalAccessToken(user.Id, id, SignInAnswer.ClientOf(context));
        return (await bus.InvokeAsync<Result>(command, cancellationToken)).ToHttp();
    }
}
