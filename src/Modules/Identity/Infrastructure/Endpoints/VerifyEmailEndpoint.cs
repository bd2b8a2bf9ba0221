using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="Token">From the mailed link, after <c>#token=</c>.</param>
internal sealed record VerifyEmailRequest(string Token);

internal static class VerifyEmailEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/email/verify", HandleAsync)
            .WithName("verifyEmail")
            .WithSummary("Confirm an address by the mailed link")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(400, 415, 429);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        VerifyEmailRequest request, IMessageBus bus, HttpContext context, CancellationToken cancellationToken) =>
        (await bus.InvokeAsync<Result>(new VerifyEmail(request.Token, SignInAnswer.ClientOf(context)), cancellationToken)).ToHttp();
}
