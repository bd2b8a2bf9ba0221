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

internal sealed record ChangePasswordRequest(string CurrentPassword, string NewPassword);

internal static class ChangePasswordEndpoint
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/password/change", HandleAsync)
            .WithName("changePassword")
            .WithSummary("Take another password")
            .WithDescription("Every other session of the account ends, and its owner is told by mail.")
            .RequireAuthorization()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(400, 401, 403, 415, 429, 503);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        ChangePasswordRequest request, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken)
    {
        var command = new ChangePassword(
            user.Id, user.SessionId, request.CurrentPassword, request.NewPassword, SignInAnswer.ClientOf(context));
        return (await bus.InvokeAsync<Result>(command, cancellationToken)).ToHttp();
    }
}
