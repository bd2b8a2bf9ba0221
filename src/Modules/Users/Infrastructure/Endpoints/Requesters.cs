using Microsoft.AspNetCore.Http;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Application;

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class Requesters
{
    /// <summary>Whoever is signed in, what they may do, and from where they ask.</summary>
    public static async ValueTask<Requester> RequesterAsync(this ICurrentUser user, HttpContext context) => new(
        user.Id,
        await user.PermissionsAsync(),
        context.Request.Headers.UserAgent,
        context.Connection.RemoteIpAddress?.ToString());
}
