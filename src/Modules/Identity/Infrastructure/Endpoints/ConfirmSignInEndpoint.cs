using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="MfaToken">From the answer of the first step.</param>
/// <param name="Method"><c>totp</c> or <c>recoveryCode</c>.</param>
internal sealed record ConfirmSignInRequest(string MfaToken, string Method, string Code);

internal static class ConfirmSignInEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/login/mfa", HandleAsync)
            .WithName("confirmSignIn")
            .WithSummary("Show the second factor of a sign-in")
            .WithDescription("Within five minutes after the first step. Each code works once.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .LimitPer<ConfirmSignInRequest>(RateLimits.Accounts, request => request.MfaToken ?? string.Empty)
            .ProducesProblems(400, 401, 415, 429);

    private static async Task<Results<Ok<SignInResponse>, ProblemHttpResult>> HandleAsync(
        ConfirmSignInRequest request, IMessageBus bus, SignInAnswer answer, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new ConfirmSignIn(request.MfaToken, request.Method, request.Code, SignInAnswer.ClientOf(context));
        var result = await bus.InvokeAsync<Result<SignedIn>>(command, cancellationToken);
        return await answer.FromAsync(result, context, inBody: SignInAnswer.IsNative(context));
    }
}
