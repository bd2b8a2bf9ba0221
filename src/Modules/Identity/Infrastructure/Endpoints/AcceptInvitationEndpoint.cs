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
internal sealed record AcceptInvitationRequest(string Token, string Password);

internal static class AcceptInvitationEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/invitation", HandleAsync)
            .WithName("acceptInvitation")
            .WithSummary("Accept an invitation by the mailed link")
            .WithDescription("Whoever follows the link within 7 days chooses a password and has confirmed the address.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(400, 415, 429, 503);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        AcceptInvitationRequest request, IMessageBus bus, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new AcceptInvitation(request.Token, request.Password, SignInAnswer.ClientOf(context));
        return (await bus.InvokeAsync<Result>(command, cancellationToken)).ToHttp();
    }
}
