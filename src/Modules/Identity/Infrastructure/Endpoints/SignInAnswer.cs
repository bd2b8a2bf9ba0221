using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Monolith.Identity.Application;
using Monolith.Identity.Domain;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="AccessToken">Send it as <c>Authorization: Bearer</c>; keep it in memory only.</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="RefreshToken">Only with <c>X-Token-Delivery: body</c>; otherwise it is in a cookie.</param>
internal sealed record SignInResponse(
    string AccessToken,
    string TokenType,
    int ExpiresIn,
    SignedInUser User,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken);

internal sealed record SignedInUser(Guid Id, string Email, string DisplayName, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions);

/// <summary>Hands tokens to browsers (refresh token in a cookie) and to native clients (in the body).</summary>
internal sealed class SignInAnswer(SameSiteCookies cookies, IRolePermissions permissions)
{
    private const string DeliveryHeader = "X-Token-Delivery";

    public static ClientInfo ClientOf(HttpContext context) =>
        new(context.Request.Headers.UserAgent, context.Connection.RemoteIpAddress?.ToString());

    public static bool IsNative(HttpContext context) =>
        string.Equals(context.Request.Headers[DeliveryHeader], "body", StringComparison.OrdinalIgnoreCase);

    public Results<Ok<SignInResponse>, ProblemHttpResult> From(Result<SignedIn> result, HttpContext context, bool inBody)
    {
        if (!result.IsSuccess)
            return result.Error.ToProblem();
        var signedIn = result.Value;
        if (!inBody)
            cookies.Write(context, SameSiteCookies.Refresh, signedIn.RefreshToken, signedIn.SessionExpiresAt);
        var account = signedIn.Account;
        return TypedResults.Ok(new SignInResponse(
            signedIn.AccessToken.Value,
            "Bearer",
            (int)signedIn.AccessToken.Lifetime.TotalSeconds,
            new SignedInUser(account.Id, account.Email, account.DisplayName, account.Roles, PermissionsOf(account.Roles)),
            inBody ? signedIn.RefreshToken : null));
    }

    public IReadOnlyList<string> PermissionsOf(IReadOnlyList<string> roles) => [.. permissions.Granted(roles).Order(StringComparer.Ordinal)];
}
