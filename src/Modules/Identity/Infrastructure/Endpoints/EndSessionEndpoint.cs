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

internal static class EndSessionEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapDelete("/sessions/{id:guid}", HandleAsync)
            .WithName("endSession")
            .WithSummary("Sign one of the own browsers or devices out")
            .WithDescription("Its tokens are refused within a second, on every node, and its live connections end.")
            .RequireAuthorization()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 403, 404, 429);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken) =>
        (await bus.InvokeAsync<Result>(new EndSession(user.Id, id, SignInAnswer.ClientOf(context)), cancellationToken)).ToHttp();
}
