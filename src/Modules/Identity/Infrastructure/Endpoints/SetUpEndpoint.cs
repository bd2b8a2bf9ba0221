using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="Required">True until the installation has its first administrator.</param>
internal sealed record SetUpState(bool Required);

/// <param name="Token">From the link on the console, after <c>#token=</c>.</param>
internal sealed record SetUpRequest(string Token, string Email, string Password, string DisplayName);

internal static class SetUpEndpoint
{
    public static void Map(IEndpointRouteBuilder auth)
    {
        auth.MapGet("/setup", GetAsync)
            .WithName("getSetup")
            .WithSummary("Ask whether the installation still needs its first administrator")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(429);
        auth.MapPost("/setup", HandleAsync)
            .WithName("setUp")
            .WithSummary("Become the first administrator by the link from the console")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .LimitPer<SetUpRequest>(RateLimits.Accounts, request => EmailAddress.Normalize(request.Email ?? string.Empty))
            .ProducesProblems(400, 409, 415, 429, 503);
    }

    private static async Task<Ok<SetUpState>> GetAsync(IAccountQueries accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SetUpState(Required: !await accounts.IsSetUpAsync(cancellationToken)));

    private static async Task<Results<Ok<SignInResponse>, ProblemHttpResult>> HandleAsync(
        SetUpRequest request, IMessageBus bus, SignInAnswer answer, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new SetUpInstallation(request.Token, request.Email, request.Password, request.DisplayName, SignInAnswer.ClientOf(context));
        var result = await bus.InvokeAsync<Result<SignedIn>>(command, cancellationToken);
        return await answer.FromAsync(result, context, inBody: SignInAnswer.IsNative(context));
    }
}
