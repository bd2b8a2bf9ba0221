using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class ListExternalProvidersEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/external", Handle)
            .WithName("listExternalProviders")
            .WithSummary("List the providers that people can sign in with")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(429);

    private static Ok<IReadOnlyList<ExternalProvider>> Handle(IExternalProviders providers) => TypedResults.Ok(providers.All);
}
