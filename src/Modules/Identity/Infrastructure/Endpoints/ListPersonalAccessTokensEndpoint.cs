using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class ListPersonalAccessTokensEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/tokens", HandleAsync)
            .WithName("listPersonalAccessTokens")
            .WithSummary("List the own personal access tokens")
            .WithDescription("Those that are not revoked, the newest first; expired ones for another 30 days.")
            .RequireAuthorization()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 429);

    private static async Task<Ok<IReadOnlyList<PersonalAccessTokenView>>> HandleAsync(
        ICurrentUser user, IPersonalAccessTokenQueries tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok(await tokens.OfAsync(user.Id, cancellationToken));
}
