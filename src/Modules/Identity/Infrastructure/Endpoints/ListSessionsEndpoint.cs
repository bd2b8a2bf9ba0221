using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <inheritdoc cref="SessionView"/>
/// <param name="Current">Whether the access token of this call belongs to it.</param>
internal sealed record SessionResponse(
    Guid Id, string? Device, string? Browser, string? Ip, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool Current);

internal static class ListSessionsEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/sessions", HandleAsync)
            .WithName("listSessions")
            .WithSummary("List the browsers and devices where the own account is signed in")
            .RequireAuthorization()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 403, 429);

    private static async Task<Ok<IReadOnlyList<SessionResponse>>> HandleAsync(
        ICurrentUser user, ISessionQueries sessions, CancellationToken cancellationToken)
    {
        var current = user.SessionId;
        var open = await sessions.OpenOfAsync(user.Id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<SessionResponse>>([.. open.Select(session => new SessionResponse(
            session.Id, session.Device, session.Browser, session.Ip, session.CreatedAt, session.LastSeenAt, session.Id == current))]);
    }
}
