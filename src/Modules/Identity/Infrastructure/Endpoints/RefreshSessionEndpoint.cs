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

/// <param name="RefreshToken">For clients that keep it themselves; browsers send the cookie instead.</param>
internal sealed record RefreshRequest(string? RefreshToken);

internal static class RefreshSessionEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/refresh", HandleAsync)
            .WithName("refreshSession")
            .WithSummary("Exchange the refresh token for the next pair")
            .WithDescription("By cookie with the header 'X-CSRF-Token', or with the token in the body and no cookie.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(400, 401, 403, 415, 429);

    private static async Task<Results<Ok<SignInResponse>, ProblemHttpResult>> HandleAsync(
        RefreshRequest? request,
        IMessageBus bus,
        SignInAnswer answer,
        SameSiteCookies cookies,
        CsrfGuard csrf,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        if (request?.RefreshToken is { Length: > 0 } own)
            return await answer.FromAsync(await InvokeAsync(bus, own, context, cancellationToken), context, inBody: true);
        if (cookies.Read(context, SameSiteCookies.Refresh) is not { Length: > 0 } cookie)
            return IdentityErrors.RefreshInvalid.ToProblem();
        if (csrf.Check(context) is { } foreign)
            return foreign.ToProblem();

        var result = await InvokeAsync(bus, cookie, context, cancellationToken);
        if (!result.IsSuccess)
            cookies.Remove(context, SameSiteCookies.Refresh);
        return await answer.FromAsync(result, context, inBody: SignInAnswer.IsNative(context));
    }

    private static Task<Result<SignedIn>> InvokeAsync(IMessageBus bus, string token, HttpContext context, CancellationToken cancellationToken) =>
        bus.InvokeAsync<Result<SignedIn>>(new RefreshSession(token, SignInAnswer.ClientOf(context)), cancellationToken);
}
