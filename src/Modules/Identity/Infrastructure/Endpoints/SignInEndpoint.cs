using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal sealed record SignInRequest(string Email, string Password);

internal static class SignInEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/login", HandleAsync)
            .WithName("signIn")
            .WithSummary("Sign in")
            .WithDescription(
                "The refresh token comes in a cookie, or in the body with the header 'X-Token-Delivery: body'. "
                + "With a second factor the answer asks for it.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .LimitPer<SignInRequest>(RateLimits.Accounts, request => EmailAddress.Normalize(request.Email ?? string.Empty), provesCaller: true)
            .ProducesProblems(400, 401, 415, 429, 503);

    private static async Task<Results<Ok<LoginResponse>, ProblemHttpResult>> HandleAsync(
        SignInRequest request, IMessageBus bus, SignInAnswer answer, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new SignIn(request.Email, request.Password, SignInAnswer.ClientOf(context));
        var result = await bus.InvokeAsync<Result<SignInOutcome>>(command, cancellationToken);
        return await answer.FromAsync(result, context, inBody: SignInAnswer.IsNative(context));
    }
}
