using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Features;
using Monolith.Users.Application.Ports;
using Wolverine;

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class ChangeImportEndpoints
{
    public static void Map(IEndpointRouteBuilder users)
    {
        users.MapPost("/imports/{id:guid}/apply", ApplyAsync)
            .WithName("applyUserImport")
            .WithSummary("Write what a dry run has found out")
            .WithDescription("Each row anew, as people are by then.")
            .Declare();
        users.MapPost("/imports/{id:guid}/undo", UndoAsync)
            .WithName("undoUserImport")
            .WithSummary("Take back what an import wrote")
            .WithDescription(
                "Whom it made is deleted, restorably, and what it changed is as before, as far as nobody has changed it since; the errors tell "
                + "what stays. Possible once, as long as its rows are kept.")
            .Declare();
    }

    private static async Task<Results<Accepted<UserImportView>, ProblemHttpResult>> ApplyAsync(
        Guid id, IMessageBus bus, CancellationToken cancellationToken) =>
        Answer(await bus.InvokeAsync<Result<UserImportView>>(new ApplyImport(id), cancellationToken));

    private static async Task<Results<Accepted<UserImportView>, ProblemHttpResult>> UndoAsync(
        Guid id, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken)
    {
        var requester = await user.RequesterAsync(context);
        return Answer(await bus.InvokeAsync<Result<UserImportView>>(new UndoImport(id, requester), cancellationToken));
    }

    private static Results<Accepted<UserImportView>, ProblemHttpResult> Answer(Result<UserImportView> result) => result.IsSuccess
        ? TypedResults.Accepted($"/api/v1/users/imports/{result.Value.Id}", result.Value)
        : result.Error.ToProblem();

    private static RouteHandlerBuilder Declare(this RouteHandlerBuilder endpoint) => endpoint
        .RequirePermission(UsersPermissions.Write)
        .RequireRateLimit(RateLimits.Writes)
        .ProducesProblems(401, 403, 404, 409, 429);
}
