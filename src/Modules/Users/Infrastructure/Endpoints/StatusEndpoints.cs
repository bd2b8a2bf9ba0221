using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Caching;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Features;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;
using Wolverine;

namespace Monolith.Users.Infrastructure.Endpoints;

/// <summary>The life of a person in the directory, and with it of the account: who is suspended or deleted does not get in.</summary>
internal static class StatusEndpoints
{
    private const string OutWithinASecond =
        "Within a second every session of the person is over on every node, and their API tokens are revoked. The last administrator stays, "
        + "and nobody keeps out who may do more than he.";

    public static void Map(IEndpointRouteBuilder users)
    {
        users.MapPost("/{id:guid}/suspend", SuspendAsync)
            .WithName("suspendUser")
            .WithSummary("Keep a person out for a while")
            .WithDescription(OutWithinASecond)
            .Declare(UsersPermissions.Write);
        users.MapPost("/{id:guid}/reactivate", ReactivateAsync)
            .WithName("reactivateUser")
            .WithSummary("Let a suspended person in again")
            .WithDescription("The person signs in anew, and makes new API tokens.")
            .Declare(UsersPermissions.Write);
        users.MapDelete("/{id:guid}", DeleteAsync)
            .WithName("deleteUser")
            .WithSummary("Take a person out of the directory")
            .WithDescription($"Restorable, and listed with 'status=deleted' only. {OutWithinASecond}")
            .Declare(UsersPermissions.Delete)
            .ProducesProblems(428);
        users.MapPost("/{id:guid}/restore", RestoreAsync)
            .WithName("restoreUser")
            .WithSummary("Take a deleted person back into the directory")
            .WithDescription("As what they were before: somebody who was suspended still is.")
            .Declare(UsersPermissions.Delete);
    }

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> SuspendAsync(
        Guid id, [AsParameters] Call call, CancellationToken cancellationToken) => PostAsync(id, UserChange.Suspend, call, cancellationToken);

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> ReactivateAsync(
        Guid id, [AsParameters] Call call, CancellationToken cancellationToken) => PostAsync(id, UserChange.Reactivate, call, cancellationToken);

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> RestoreAsync(
        Guid id, [AsParameters] Call call, CancellationToken cancellationToken) => PostAsync(id, UserChange.Restore, call, cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, [AsParameters] Call call, CancellationToken cancellationToken)
    {
        if (Preconditions.Of(call.IfMatch, ifNoneMatch: null) is not { } precondition)
            return Precondition.Missing.ToProblem();
        var result = await call.InvokeAsync(id, UserChange.Delete, precondition, cancellationToken);
        return result.IsSuccess ? TypedResults.NoContent() : result.Error.ToProblem();
    }

    /// <remarks>Whoever does not say which version it is about means any.</remarks>
    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> PostAsync(
        Guid id, UserChange change, Call call, CancellationToken cancellationToken)
    {
        var precondition = string.IsNullOrEmpty(call.IfMatch)
            ? Precondition.Present
            : Preconditions.Of(call.IfMatch, ifNoneMatch: null) ?? Precondition.OneOf([]);
        var result = await call.InvokeAsync(id, change, precondition, cancellationToken);
        return result.IsSuccess ? call.Context.ChangedWithETag(result.Value, result.Value.Version) : result.Error.ToProblem();
    }

    private static RouteHandlerBuilder Declare(this RouteHandlerBuilder endpoint, string permission) => endpoint
        .RequirePermission(permission)
        .RequireRateLimit(RateLimits.Writes)
        // Identity's event may have brought the change here first.
        .EvictAnswers(UsersCache.Tag)
        .ProducesProblems(401, 403, 404, 409, 412, 429);

    private sealed record Call([FromHeader(Name = "If-Match")] string? IfMatch, ICurrentUser User, IMessageBus Bus, HttpContext Context)
    {
        public async Task<Result<UserView>> InvokeAsync(Guid id, UserChange change, Precondition precondition, CancellationToken cancellationToken)
        {
            var requester = await User.RequesterAsync(Context);
            return await Bus.InvokeAsync<Result<UserView>>(new ChangeStatus(id, change, precondition, requester), cancellationToken);
        }
    }
}
