using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class SignOutEndpoint
{
    public static void Map(IEndpointRouteBuilder auth)
    {
        auth.MapPost("/logout", HandleAsync)
            .WithName("signOut")
            .WithSummary("End this session")
            .WithDescription("The session of the access token; without one that of the body's token or of the refresh cookie (with 'X-CSRF-Token').")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(400, 403, 415, 429);
        auth.MapPost("/logout-all", HandleAllAsync)
            .WithName("signOutEverywhere")
            .WithSummary("End every session of the own account")
            .RequireAuthorization()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 403, 429);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        RefreshRequest? request,
        ICurrentUser user,
        IMessageBus bus,
        SameSiteCookies cookies,
        CsrfGuard csrf,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var client = SignInAnswer.ClientOf(context);
        if (context.User.Identity?.IsAuthenticated == true)
        {
            await bus.InvokeAsync<Result>(new SignOut(user.SessionId, RefreshToken: null, client), cancellationToken);
        }
        else if (request?.RefreshToken is { Length: > 0 } own)
        {
            await bus.InvokeAsync<Result>(new SignOut(SessionId: null, own, client), cancellationToken);
        }
        else if (cookies.Read(context, SameSiteCookies.Refresh) is { Length: > 0 } cookie)
        {
            if (csrf.Check(context) is { } foreign)
                return foreign.ToProblem();
            await bus.InvokeAsync<Result>(new SignOut(SessionId: null, cookie, client), cancellationToken);
        }

        cookies.Remove(context, SameSiteCookies.Refresh);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> HandleAllAsync(
        ICurrentUser user, IMessageBus bus, SameSiteCookies cookies, HttpContext context, CancellationToken cancellationToken)
    {
        await bus.InvokeAsync<Result>(new SignOutEverywhere(user.Id, SignInAnswer.ClientOf(context)), cancellationToken);
        cookies.Remove(context, SameSiteCookies.Refresh);
        return TypedResults.NoContent();
    }
}
