using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="Token">From the mailed link, after <c>#token=</c>.</param>
internal sealed record ResetPasswordRequest(string Token, string NewPassword);

internal static class ResetPasswordEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/password/reset", HandleAsync)
            .WithName("resetPassword")
            .WithSummary("Choose a new password by the mailed link")
            .WithDescription("Every session of the account ends, and its owner is told by mail.")
            .AllowAnonymous()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(400, 415, 429, 503);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        ResetPasswordRequest request, IMessageBus bus, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new ResetPassword(request.Token, request.NewPassword, SignInAnswer.ClientOf(context));
        return (await bus.InvokeAsync<Result>(command, cancellationToken)).ToHttp();
    }
}
