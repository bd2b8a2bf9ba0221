using Microsoft.AspNetCore.Http;
using Monolith.Identity.Application;
using Monolith.Shared.Application;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class RequestActor
{
    /// <summary>Whoever makes this request, and what it may do.</summary>
    public static async Task<Actor> ActorAsync(this ICurrentUser user, HttpContext context) =>
        new(user.Id, await user.PermissionsAsync(), user.HasShownSecondFactor, SignInAnswer.ClientOf(context));
}
