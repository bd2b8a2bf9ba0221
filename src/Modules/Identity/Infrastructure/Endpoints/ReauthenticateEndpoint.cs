using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="Password">Where the account has one.</param>
/// <param name="Code">Where the account has an authenticator app: of the app, or a recovery code.</param>
/// <param name="Method">What the code is: <c>totp</c>, as it is without a word, or <c>recoveryCode</c>.</param>
/// <param name="Passkey">One of the own, in place of both.</param>
internal sealed record ReauthenticateRequest(string? Password, string? Code, string? Method = null, UsePasskeyRequest? Passkey = null);

/// <param name="AccessToken">Takes the place of the one that made the call.</param>
/// <param name="ExpiresIn">Seconds.</param>
internal sealed record ReauthenticateResponse(string AccessToken, string TokenType, int ExpiresIn);

internal static class ReauthenticateEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/reauthenticate", HandleAsync)
            .WithName("reauthenticate")
            .WithSummary("Show once more who is signed in")
            .WithDescription("The password and, with an authenticator app, its code; or a passkey. Calls that change credentials or end sessions ask for it with 401 'identity.reauthentication_needed' (RFC 9470).")
            .RequireSignIn()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(400, 401, 415, 429);

    private static async Task<Results<Ok<ReauthenticateResponse>, ProblemHttpResult>> HandleAsync(
        ReauthenticateRequest request, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new Reauthenticate(
            user.Id,
            user.SessionId,
            request.Password,
            request.Code,
            request.Method ?? SecondFactorMethods.Totp,
            SignInAnswer.ClientOf(context),
            request.Passkey?.Assertion());
        var result = await bus.InvokeAsync<Result<AccessToken>>(command, cancellationToken);
        return result.IsSuccess
            ? TypedResults.Ok(new ReauthenticateResponse(result.Value.Value, "Bearer", (int)result.Value.Lifetime.TotalSeconds))
            : result.Error.ToProblem();
    }
}
