using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
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

/// <summary>Profiles, one's own and those of others. The address, the status and the roles have ways of their own and are ignored here.</summary>
internal static class UpdateUserEndpoints
{
    private const string Patched = "A field that is null is unknown from then on, and one that is missing stays (RFC 7396).";

    public static void Map(IEndpointRouteBuilder users)
    {
        users.MapPut("/{id:guid}", PutAsync)
            .WithName("updateUser")
            .WithSummary("Write a person's profile")
            .WithDescription("All of it: a field that is missing is unknown from then on.")
            .RequirePermission(UsersPermissions.Write)
            .Declare();
        users.MapPatch("/{id:guid}", PatchAsync)
            .WithName("patchUser")
            .WithSummary("Change a person's profile")
            .WithDescription(Patched)
            .Accepts<ProfileInput>(MergePatch.ContentType)
            .RequirePermission(UsersPermissions.Write)
            .Declare();
        users.MapPatch("/me", PatchOwnAsync)
            .WithName("patchOwnProfile")
            .WithSummary("Change the own profile")
            .WithDescription(Patched)
            .Accepts<ProfileInput>(MergePatch.ContentType)
            .RequireAuthorization()
            .Declare();
    }

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> PutAsync(
        Guid id, ProfileInput input, [AsParameters] Call call, CancellationToken cancellationToken) =>
        call.Precondition is { } precondition
            ? call.InvokeAsync(id, input, precondition, cancellationToken)
            : Task.FromResult<Results<Ok<UserView>, ProblemHttpResult>>(Precondition.Missing.ToProblem());

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> PatchOwnAsync(
        MergePatch patch, [AsParameters] Call call, IUserQueries queries, CancellationToken cancellationToken) =>
        PatchAsync(call.User.Id, patch, call, queries, cancellationToken);

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> PatchAsync(
        Guid id, MergePatch patch, [AsParameters] Call call, IUserQueries queries, CancellationToken cancellationToken)
    {
        if (call.Precondition is not { } precondition)
            return Precondition.Missing.ToProblem();
        if (await queries.FindAsync(id, cancellationToken) is not { } user)
            return UserErrors.NotFound.ToProblem();
        if (!precondition.HoldsFor(user.Version))
            return Precondition.Failed.ToProblem();
        // What the patch was merged into is what it may replace.
        return await call.InvokeAsync(id, patch.ApplyTo(ProfileInput.Of(user)), Precondition.OneOf([user.Version]), cancellationToken);
    }

    private static RouteHandlerBuilder Declare(this RouteHandlerBuilder endpoint) => endpoint
        .RequireRateLimit(RateLimits.Writes)
        .ProducesProblems(400, 401, 403, 404, 409, 412, 415, 428, 429);

    private sealed record Call([FromHeader(Name = "If-Match")] string? IfMatch, ICurrentUser User, IMessageBus Bus, HttpContext Context)
    {
        public Precondition? Precondition => Preconditions.Of(IfMatch, ifNoneMatch: null);

        public async Task<Results<Ok<UserView>, ProblemHttpResult>> InvokeAsync(
            Guid id, ProfileInput input, Precondition precondition, CancellationToken cancellationToken)
        {
            var result = await Bus.InvokeAsync<Result<UserView>>(new UpdateUser(id, input, precondition, User.Id), cancellationToken);
            return result.IsSuccess ? Context.ChangedWithETag(result.Value, result.Value.Version) : result.Error.ToProblem();
        }
    }
}
