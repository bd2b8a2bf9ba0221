using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>What a provider sends the browser back with; anybody can have written it.</summary>
internal sealed record ExternalCallbackQuery(string? Code, string? State, string? Error, string? Iss);

internal static class ExternalCallbackEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/external/{provider}/callback", HandleAsync)
            .WithName("completeExternalSignIn")
            .WithSummary("Come back from a provider")
            .WithDescription(
                "For providers to send browsers to: signs in by the refresh cookie, or links the provider, and redirects to where the way began. "
                + "Failures lead to the sign-in page or the security page, with the code in 'error'.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .Produces(StatusCodes.Status302Found)
            .ProducesProblems(400, 429);

    private static async Task<Results<RedirectHttpResult, StatusCodeHttpResult>> HandleAsync(
        string provider,
        [AsParameters] ExternalCallbackQuery query,
        IMessageBus bus,
        IExternalProviders providers,
        SameSiteCookies cookies,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var browser = cookies.ReadSecret(context, SameSiteCookies.External);
        var takenUp = await bus.InvokeAsync<Result<TakenUpSignIn>>(
            new TakeUpExternalSignIn(provider, query.State ?? string.Empty, browser), cancellationToken);
        if (!takenUp.IsSuccess)
            return ExternalReturn.Failed(ExternalReturn.SignInPage, provider, takenUp.Error);

        // Between two transactions: nobody waits for a provider with a connection in hand.
        var (attempt, linkTo) = takenUp.Value;
        var identity = await providers.RedeemAsync(attempt, new ExternalAnswer(query.Code, query.Error, query.Iss), cancellationToken);
        var client = SignInAnswer.ClientOf(context);
        if (linkTo is { } accountId)
        {
            var linked = identity.IsSuccess
                ? await bus.InvokeAsync<Result>(new LinkProvider(accountId, attempt.SessionId!.Value, identity.Value, client), cancellationToken)
                : identity.Error;
            return linked.IsSuccess
                ? ExternalReturn.To(attempt.ReturnUrl)
                : ExternalReturn.Failed(ExternalReturn.SecurityPage, provider, linked.Error);
        }

        // As every sign-in and every mail counts against its address, whoever asks.
        if (identity.Value?.Address is { } address && !await context.IsWithinAsync(RateLimits.Accounts, address.Normalized))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        var signedIn = identity.IsSuccess
            ? await bus.InvokeAsync<Result<SignInOutcome>>(new SignInWithProvider(identity.Value, client), cancellationToken)
            : identity.Error;
        if (!signedIn.IsSuccess)
            return ExternalReturn.Failed(ExternalReturn.SignInPage, provider, signedIn.Error, attempt.ReturnUrl);
        if (signedIn.Value is SecondFactorNeeded needed)
            return ExternalReturn.ToSecondFactor(needed, attempt.ReturnUrl);
        var session = (SignedIn)signedIn.Value;
        cookies.Write(context, SameSiteCookies.Refresh, session.RefreshToken, session.SessionExpiresAt);
        return ExternalReturn.To(attempt.ReturnUrl);
    }
}
