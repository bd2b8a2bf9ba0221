using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="Name">What you will know it by; 1 to 100 characters.</param>
/// <param name="Scopes">Permissions of yours, and 'profile.read'.</param>
/// <param name="ExpiresAt">At most 366 days ahead.</param>
internal sealed record CreatePersonalAccessTokenRequest(string Name, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt);

/// <param name="Token">Shown this once; send it as <c>Authorization: Bearer</c>.</param>
internal sealed record CreatePersonalAccessTokenResponse(
    Guid Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string Token);

internal static class CreatePersonalAccessTokenEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/tokens", HandleAsync)
            .WithName("createPersonalAccessToken")
            .WithSummary("Make a personal access token for a program")
            .WithDescription("The token is in this answer and nowhere else. It may do what its scopes name, as long as its owner may.")
            .RequireAuthorization()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(400, 401, 403, 409, 415, 429);

    private static async Task<Results<Created<CreatePersonalAccessTokenResponse>, ProblemHttpResult>> HandleAsync(
        CreatePersonalAccessTokenRequest request,
        [FromHeader(Name = IdempotencyKey.Header)] IdempotencyKey? idempotencyKey,
        ICurrentUser user,
        IMessageBus bus,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var command = new CreatePersonalAccessToken(
            user.Id,
            request.Name,
            request.Scopes,
            user.HasShownSecondFactor,
            request.ExpiresAt,
            SignInAnswer.ClientOf(context),
            idempotencyKey?.For(request));
        var result = await bus.InvokeAsync<Result<CreatedPersonalAccessToken>>(command, cancellationToken);
        if (!result.IsSuccess)
            return result.Error.ToProblem();
        var (view, token) = result.Value;
        return TypedResults.Created(
            $"/api/v1/auth/tokens/{view.Id}",
            new CreatePersonalAccessTokenResponse(view.Id, view.Name, view.Scopes, view.CreatedAt, view.ExpiresAt, token));
    }
}
