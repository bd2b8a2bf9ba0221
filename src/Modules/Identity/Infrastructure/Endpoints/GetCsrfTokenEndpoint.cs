using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="Token">Send it as <c>X-CSRF-Token</c>.</param>
internal sealed record CsrfResponse(string Token);

internal static class GetCsrfTokenEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/csrf", Handle)
            .WithName("getCsrfToken")
            .WithSummary("Get the token for calls that a cookie authenticates")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(429);

    private static Ok<CsrfResponse> Handle(CsrfGuard csrf, HttpContext context) => TypedResults.Ok(new CsrfResponse(csrf.Issue(context)));
}
