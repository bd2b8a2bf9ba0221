using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal sealed record ResendVerificationRequest(string Email);

internal static class ResendVerificationEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/email/resend", HandleAsync)
            .WithName("resendVerification")
            .WithSummary("Mail the link that confirms an address again")
            .WithDescription("Always the same answer, whether or not the address has an account.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .LimitPer<ResendVerificationRequest>(RateLimits.Accounts, request => EmailAddress.Normalize(request.Email ?? string.Empty))
            .ProducesProblems(400, 415, 429);

    private static async Task<Accepted> HandleAsync(ResendVerificationRequest request, IMessageBus bus, CancellationToken cancellationToken)
    {
        await bus.InvokeAsync(new ResendVerification(request.Email), cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
