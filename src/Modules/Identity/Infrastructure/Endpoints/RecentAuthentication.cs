using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>Keeps whoever finds an open browser from changing what its person signs in with, and from signing the person out elsewhere.</summary>
internal static class RecentAuthentication
{
    /// <summary>
    /// Lets the call through when the person has shown a credential lately; else 401 with <c>insufficient_user_authentication</c> and
    /// the age that is accepted (RFC 9470, OAuth 2.0 Step Up Authentication Challenge Protocol).
    /// </summary>
    public static RouteHandlerBuilder RequireRecentAuthentication(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(CheckAsync);

    private static ValueTask<object?> CheckAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var services = context.RequestServices;
        var maxAge = services.GetRequiredService<IOptions<IdentityOptions>>().Value.Sessions.ReauthenticateAfter;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (long.TryParse(context.User.FindFirst(TokenClaims.AuthenticationTime)?.Value, CultureInfo.InvariantCulture, out var seconds)
            && now - DateTimeOffset.FromUnixTimeSeconds(seconds) <= maxAge)
        {
            return next(invocation);
        }

        context.Response.Headers.WWWAuthenticate =
            $"Bearer error=\"insufficient_user_authentication\", max_age={maxAge.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)}";
        return ValueTask.FromResult<object?>(IdentityErrors.ReauthenticationNeeded.ToProblem());
    }
}
