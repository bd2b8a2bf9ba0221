using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Domain;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

internal static class StartExternalSignInEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/external/{provider}/start", HandleAsync)
            .WithName("startExternalSignIn")
            .WithSummary("Go to a provider to sign in or sign up")
            .WithDescription(
                "For browsers to navigate to: redirects to the provider, which sends the browser back to the callback, and that to 'returnUrl', "
                + "a path of this application. When the provider does not answer, redirects to the sign-in page.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .Produces(StatusCodes.Status302Found)
            .ProducesProblems(400, 404, 429);

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> HandleAsync(
        string provider, string? returnUrl, IMessageBus bus, SameSiteCookies cookies, HttpContext context, CancellationToken cancellationToken)
    {
        // A provider that asks nothing would sign the browser in because another site wants it to.
        if (context.Request.Headers["Sec-Fetch-Site"] == "cross-site")
            return ExternalReturn.ToSignIn(returnUrl ?? "/");
        var command = new BeginExternalSignIn(
            provider, returnUrl ?? "/", cookies.IssueSecret(context, SameSiteCookies.External), SignedIn: null);
        var address = await bus.InvokeAsync<Result<Uri>>(command, cancellationToken);
        if (address.IsSuccess)
            return TypedResults.Redirect(address.Value.AbsoluteUri);
        return address.Error == ExternalErrors.UnknownProvider
            ? address.Error.ToProblem()
            : ExternalReturn.Failed(ExternalReturn.SignInPage, provider, address.Error, command.ReturnUrl);
    }
}
