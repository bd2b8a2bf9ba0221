using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class ListLinkedProvidersEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/external/linked", HandleAsync)
            .WithName("listLinkedProviders")
            .WithSummary("List the providers that the own account is linked to")
            .RequireAuthorization()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 429);

    private static async Task<Ok<IReadOnlyList<LinkedProvider>>> HandleAsync(
        ICurrentUser user, IExternalLoginQueries logins, CancellationToken cancellationToken) =>
        TypedResults.Ok(await logins.OfAsync(user.Id, cancellationToken));
}
