using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="ReturnUrl">A path of this application, where the browser goes when the provider is linked.</param>
internal sealed record LinkProviderRequest(string ReturnUrl);

/// <param name="Location">Where to send the browser.</param>
internal sealed record LinkProviderResponse(Uri Location);

internal static class LinkProviderEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/external/{provider}/link", HandleAsync)
            .WithName("linkProvider")
            .WithSummary("Begin to link a provider to the own account")
            .WithDescription("Answers where to send this browser; the provider sends it back to the callback, which links whoever signed in there.")
            .RequireAuthorization()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(400, 401, 403, 404, 415, 429, 503);

    private static async Task<Results<Ok<LinkProviderResponse>, ProblemHttpResult>> HandleAsync(
        string provider,
        LinkProviderRequest request,
        ICurrentUser user,
        IMessageBus bus,
        SameSiteCookies cookies,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var browser = cookies.IssueSecret(context, SameSiteCookies.External);
        var command = new BeginExternalSignIn(provider, request.ReturnUrl, browser, new ExternalLinker(user.Id, user.SessionId));
        var address = await bus.InvokeAsync<Result<Uri>>(command, cancellationToken);
        return address.IsSuccess ? TypedResults.Ok(new LinkProviderResponse(address.Value)) : address.Error.ToProblem();
    }
}
