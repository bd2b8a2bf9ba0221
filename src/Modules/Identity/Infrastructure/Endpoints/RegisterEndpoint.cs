using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal sealed record RegisterRequest(string Email, string Password, string DisplayName);

internal static class RegisterEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/register", HandleAsync)
            .WithName("register")
            .WithSummary("Register an account")
            .WithDescription("Always the same answer, whether or not the address has an account; what to do next is in the mail.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .LimitPer<RegisterRequest>(RateLimits.Accounts, request => EmailAddress.Normalize(request.Email ?? string.Empty))
            .ProducesProblems(400, 415, 429, 503);

    private static async Task<Accepted> HandleAsync(
        RegisterRequest request, IMessageBus bus, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new RegisterAccount(request.Email, request.Password, request.DisplayName, SignInAnswer.ClientOf(context));
        await bus.InvokeAsync<Result>(command, cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
