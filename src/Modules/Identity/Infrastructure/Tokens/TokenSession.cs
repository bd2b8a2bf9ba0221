using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Infrastructure.Auth;

namespace Monolith.Identity.Infrastructure.Tokens;

/// <summary>An access token is worth no more than the session it was issued for.</summary>
internal static class TokenSession
{
    private const string HasEnded = "The session of the token has ended.";

    public static AuthenticateResult Ended { get; } = AuthenticateResult.Fail(HasEnded);

    /// <returns>Null for a token that names none.</returns>
    public static Guid? Of(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirst(TokenClaims.Session)?.Value, out var id) ? id : null;

    public static async Task RequireOpenAsync(TokenValidatedContext context, IOpenSessions sessions)
    {
        if (Of(context.Principal) is not { } id || !await sessions.ContainsAsync(id, context.HttpContext.RequestAborted))
            context.Fail(HasEnded);
    }
}
