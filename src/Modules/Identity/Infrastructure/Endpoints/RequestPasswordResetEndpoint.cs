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

internal sealed record PasswordResetRequest(string Email);

internal static class RequestPasswordResetEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/password/forgot", HandleAsync)
            .WithName("requestPasswordReset")
            .WithSummary("Mail a link that lets its reader choose a new password")
            .WithDescription("Always the same answer, whether or not the address has an account.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .LimitPer<PasswordResetRequest>(RateLimits.Accounts, request => EmailAddress.Normalize(request.Email ?? string.Empty))
            .ProducesProblems(400, 415, 429);

    private static async Task<Accepted> HandleAsync(
        PasswordResetRequest request, IMessageBus bus, HttpContext context, CancellationToken cancellationToken)
    {
        await bus.InvokeAsync(new RequestPasswordReset(request.Email, SignInAnswer.ClientOf(context)), cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
