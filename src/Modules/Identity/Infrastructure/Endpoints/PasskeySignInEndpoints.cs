using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>Signing in with a passkey, and confirming with one who is signed in.</summary>
internal static class PasskeySignInEndpoints
{
    public static void Map(IEndpointRouteBuilder auth)
    {
        auth.MapPost("/login/passkey/options", BeginSignInAsync)
            .WithName("beginPasskeySignIn")
            .WithSummary("Ask for what the browser needs to sign in with a passkey")
            .WithDescription("The same for everybody: the browser knows which passkeys it has. Pages ask for it before anybody does anything.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(429);
        auth.MapPost("/login/passkey", SignInAsync)
            .WithName("signInWithPasskey")
            .WithSummary("Sign in with a passkey")
            .WithDescription(
                "The refresh token comes in a cookie, or in the body with the header 'X-Token-Delivery: body'. No second factor is asked for.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(400, 401, 415, 429);
        auth.MapPost("/reauthenticate/passkey/options", BeginConfirmationAsync)
            .WithName("beginPasskeyConfirmation")
            .WithSummary("Ask for what the browser needs to confirm with one of the own passkeys who is signed in")
            .WithDescription("What it brings goes to 'POST /reauthenticate'.")
            .RequireSignIn()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 429);
    }

    private static async Task<Results<Ok<PasskeyRequestOptions>, ProblemHttpResult>> BeginSignInAsync(
        IMessageBus bus, CancellationToken cancellationToken) => await BeginAsync(accountId: null, bus, cancellationToken);

    private static async Task<Results<Ok<PasskeyRequestOptions>, ProblemHttpResult>> BeginConfirmationAsync(
        ICurrentUser user, IMessageBus bus, CancellationToken cancellationToken) => await BeginAsync(user.Id, bus, cancellationToken);

    private static async Task<Results<Ok<PasskeyRequestOptions>, ProblemHttpResult>> BeginAsync(
        Guid? accountId, IMessageBus bus, CancellationToken cancellationToken) =>
        PasskeyEndpoints.Answer<PasskeyRequestOptions>(
            await bus.InvokeAsync<Result<string>>(new BeginPasskeyUse(accountId), cancellationToken));

    private static async Task<Results<Ok<SignInResponse>, ProblemHttpResult>> SignInAsync(
        UsePasskeyRequest request, IMessageBus bus, SignInAnswer answer, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new SignInWithPasskey(request.Assertion(), SignInAnswer.ClientOf(context));
        var result = await bus.InvokeAsync<Result<SignedIn>>(command, cancellationToken);
        return await answer.FromAsync(result, context, inBody: SignInAnswer.IsNative(context));
    }
}
