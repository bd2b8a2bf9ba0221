using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using QRCoder;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="Secret">Base32, for apps that cannot scan.</param>
/// <param name="Uri">The key URI that apps read (<c>otpauth://totp/...</c>).</param>
/// <param name="QrSvg">The same as a picture to scan: an SVG document.</param>
internal sealed record AuthenticatorResponse(string Secret, string Uri, string QrSvg);

internal sealed record ConfirmAuthenticatorRequest(string Code);

/// <param name="RecoveryCodes">Shown this once; each works once in place of a code.</param>
internal sealed record RecoveryCodesResponse(IReadOnlyList<string> RecoveryCodes);

/// <summary>The authenticator app of the own account (RFC 6238: six digits, 30 seconds, HMAC-SHA-1, as every app expects it).</summary>
internal static class AuthenticatorEndpoints
{
    private const string Issuer = "Monolith";
    private const int PixelsPerModule = 4;

    public static void Map(IEndpointRouteBuilder auth)
    {
        auth.MapPost("/mfa/totp", AddAsync)
            .WithName("addAuthenticator")
            .WithSummary("Make a key for an authenticator app")
            .WithDescription("Nothing asks for its codes before the first one is confirmed.")
            .RequireSignIn()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(401, 409, 429);
        auth.MapPost("/mfa/totp/confirm", ConfirmAsync)
            .WithName("confirmAuthenticator")
            .WithSummary("Show the first code; from now on sign-in asks for one")
            .RequireSignIn()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(400, 401, 409, 415, 429);
        auth.MapDelete("/mfa/totp", RemoveAsync)
            .WithName("removeAuthenticator")
            .WithSummary("Sign in without an authenticator app again")
            .RequireAuthorization()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(401, 403, 429);
        auth.MapPost("/mfa/recovery-codes", ReplaceCodesAsync)
            .WithName("replaceRecoveryCodes")
            .WithSummary("Take a fresh set of recovery codes")
            .WithDescription("The earlier ones open nothing any more.")
            .RequireAuthorization()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(401, 403, 409, 429);
    }

    private static async Task<Results<Ok<AuthenticatorResponse>, ProblemHttpResult>> AddAsync(
        ICurrentUser user, IMessageBus bus, CancellationToken cancellationToken)
    {
        var result = await bus.InvokeAsync<Result<AuthenticatorKey>>(new AddAuthenticator(user.Id), cancellationToken);
        return result.IsSuccess ? TypedResults.Ok(Describe(result.Value)) : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<RecoveryCodesResponse>, ProblemHttpResult>> ConfirmAsync(
        ConfirmAuthenticatorRequest request, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await bus.InvokeAsync<Result<RecoveryCodes>>(
            new ConfirmAuthenticator(user.Id, user.SessionId, request.Code, SignInAnswer.ClientOf(context)), cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken) =>
        (await bus.InvokeAsync<Result>(new RemoveAuthenticator(user.Id, SignInAnswer.ClientOf(context)), cancellationToken)).ToHttp();

    private static async Task<Results<Ok<RecoveryCodesResponse>, ProblemHttpResult>> ReplaceCodesAsync(
        ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken) =>
        Answer(await bus.InvokeAsync<Result<RecoveryCodes>>(new ReplaceRecoveryCodes(user.Id, SignInAnswer.ClientOf(context)), cancellationToken));

    private static Results<Ok<RecoveryCodesResponse>, ProblemHttpResult> Answer(Result<RecoveryCodes> result) =>
        result.IsSuccess ? TypedResults.Ok(new RecoveryCodesResponse(result.Value.Codes)) : result.Error.ToProblem();

    private static AuthenticatorResponse Describe(AuthenticatorKey key)
    {
        var uri = $"otpauth://totp/{Issuer}:{System.Uri.EscapeDataString(key.Email)}?secret={key.Key}&issuer={Issuer}";
        using var code = QRCodeGenerator.GenerateQrCode(Encoding.UTF8.GetBytes(uri), QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(code);
        return new(key.Key, uri, drawing.GetGraphic(PixelsPerModule));
    }
}
