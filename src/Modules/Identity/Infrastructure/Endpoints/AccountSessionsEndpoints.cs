using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>Where somebody else is signed in.</summary>
internal static class AccountSessionsEndpoints
{
    private const string AtOnce =
        "The tokens are refused within a second, on every node, and live connections end. API tokens stay good, and the person can sign in "
        + "again; suspending keeps somebody out. Nobody signs out who may do more than he.";

    public static void Map(IEndpointRouteBuilder accounts)
    {
        accounts.MapGet("/{id:guid}/sessions", ListAsync)
            .WithName("listAccountSessions")
            .WithSummary("List the browsers and devices where an account is signed in")
            .WithDescription("The one that was used last comes first; of more than 200 the latest sign-ins.")
            .RequirePermission(IdentityPermissions.ManageSessions)
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 404, 429);
        accounts.MapDelete("/{id:guid}/sessions/{sessionId:guid}", EndOneAsync)
            .WithName("endAccountSession")
            .WithSummary("Sign an account out of one browser or device")
            .WithDescription(AtOnce)
            .RequirePermission(IdentityPermissions.ManageSessions)
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 403, 404, 429);
        accounts.MapDelete("/{id:guid}/sessions", EndAllAsync)
            .WithName("endAccountSessions")
            .WithSummary("Sign an account out everywhere")
            .WithDescription(AtOnce)
            .RequirePermission(IdentityPermissions.ManageSessions)
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 403, 404, 429);
    }

    private static async Task<Results<Ok<IReadOnlyList<SessionView>>, ProblemHttpResult>> ListAsync(
        Guid id, IAccountQueries accounts, ISessionQueries sessions, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) is null
            ? IdentityErrors.AccountNotFound.ToProblem()
            : TypedResults.Ok(await sessions.OpenOfAsync(id, cancellationToken));

    private static Task<Results<NoContent, ProblemHttpResult>> EndOneAsync(
        Guid id, Guid sessionId, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken) =>
        EndAsync(id, sessionId, user, bus, context, cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> EndAllAsync(
        Guid id, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken) =>
        EndAsync(id, sessionId: null, user, bus, context, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        Guid id, Guid? sessionId, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken) =>
        (await bus.InvokeAsync<Result>(new SignPersonOut(id, sessionId, await user.ActorAsync(context)), cancellationToken)).ToHttp();
}
