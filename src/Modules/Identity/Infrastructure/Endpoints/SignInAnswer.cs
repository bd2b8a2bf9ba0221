using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>Tokens, or the question for a second factor.</summary>
[JsonDerivedType(typeof(SignInResponse))]
[JsonDerivedType(typeof(SecondFactorResponse))]
internal abstract record LoginResponse;

/// <param name="MfaRequired">Always true: what tells this answer from the other.</param>
/// <param name="MfaToken">To be sent with the code, within five minutes.</param>
/// <param name="Methods">What can be shown: <c>totp</c>, <c>recoveryCode</c>.</param>
internal sealed record SecondFactorResponse(bool MfaRequired, string MfaToken, IReadOnlyList<string> Methods) : LoginResponse;

/// <param name="AccessToken">Send it as <c>Authorization: Bearer</c>; keep it in memory only.</param>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="RefreshToken">Only with <c>X-Token-Delivery: body</c>; otherwise it is in a cookie.</param>
internal sealed record SignInResponse(
    string AccessToken,
    string TokenType,
    int ExpiresIn,
    SignedInUser User,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken) : LoginResponse;

/// <param name="SecondFactorNeeded">A role grants nothing until this session has shown a second factor.</param>
internal sealed record SignedInUser(
    Guid Id, string Email, string DisplayName, IReadOnlyList<string> Roles, IReadOnlyList<string> Permissions, bool SecondFactorNeeded);

/// <summary>Hands tokens to browsers (refresh token in a cookie) and to native clients (in the body).</summary>
internal sealed class SignInAnswer(SameSiteCookies cookies, RoleTable roles, IMessageBus bus)
{
    private const string DeliveryHeader = "X-Token-Delivery";

    public static ClientInfo ClientOf(HttpContext context) =>
        new(context.Request.Headers.UserAgent, context.Connection.RemoteIpAddress?.ToString());

    public static bool IsNative(HttpContext context) =>
        string.Equals(context.Request.Headers[DeliveryHeader], "body", StringComparison.OrdinalIgnoreCase);

    public async Task<Results<Ok<SignInResponse>, ProblemHttpResult>> FromAsync(Result<SignedIn> result, HttpContext context, bool inBody) =>
        result.IsSuccess ? TypedResults.Ok(await DeliverAsync(result.Value, context, inBody)) : result.Error.ToProblem();

    public async Task<Results<Ok<LoginResponse>, ProblemHttpResult>> FromAsync(Result<SignInOutcome> result, HttpContext context, bool inBody)
    {
        if (!result.IsSuccess)
            return result.Error.ToProblem();
        LoginResponse answer = result.Value switch
        {
            SecondFactorNeeded needed => new SecondFactorResponse(MfaRequired: true, needed.Token, needed.Methods),
            SignedIn signedIn => await DeliverAsync(signedIn, context, inBody),
            _ => throw new InvalidOperationException($"Nobody answers {result.Value.GetType().Name}."),
        };
        return TypedResults.Ok(answer);
    }

    private async Task<SignInResponse> DeliverAsync(SignedIn signedIn, HttpContext context, bool inBody)
    {
        if (!inBody)
        {
            await EndEarlierAsync(signedIn, context);
            cookies.Write(context, SameSiteCookies.Refresh, signedIn.RefreshToken, signedIn.SessionExpiresAt);
        }

        return new SignInResponse(
            signedIn.AccessToken.Value,
            "Bearer",
            (int)signedIn.AccessToken.Lifetime.TotalSeconds,
            await DescribeAsync(signedIn),
            inBody ? signedIn.RefreshToken : null);
    }

    /// <summary>A browser has one session: the one that a new one takes the place of ends (OWASP ASVS 5.0.0, 7.2.4).</summary>
    private async Task EndEarlierAsync(SignedIn signedIn, HttpContext context)
    {
        if (RefreshToken.TryParse(cookies.Read(context, SameSiteCookies.Refresh), out var earlier)
            && RefreshToken.TryParse(signedIn.RefreshToken, out var token)
            && earlier.SessionId != token.SessionId)
        {
            await bus.InvokeAsync<Result>(new SignOut(SessionId: null, earlier.Encode(), ClientOf(context)), context.RequestAborted);
        }
    }

    private async Task<SignedInUser> DescribeAsync(SignedIn signedIn)
    {
        var account = signedIn.Account;
        var withSecondFactor = signedIn.Methods.Contains(AuthenticationMethods.MultiFactor);
        var granted = await roles.GrantedAsync(account.Roles, withSecondFactor);
        return new SignedInUser(
            account.Id,
            account.Email,
            account.DisplayName,
            account.Roles,
            [.. granted.Order(StringComparer.Ordinal)],
            SecondFactorNeeded: !withSecondFactor && await roles.RequireSecondFactorAsync(account.Roles));
    }
}
