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

internal static class UnlinkProviderEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapDelete("/external/{provider}", HandleAsync)
            .WithName("unlinkProvider")
            .WithSummary("Unlink a provider from the own account")
            .WithDescription("The last way to sign in stays.")
            .RequireAuthorization()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 403, 404, 409, 429);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string provider, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new UnlinkProvider(user.Id, provider, SignInAnswer.ClientOf(context));
        return (await bus.InvokeAsync<Result>(command, cancellationToken)).ToHttp();
    }
}
