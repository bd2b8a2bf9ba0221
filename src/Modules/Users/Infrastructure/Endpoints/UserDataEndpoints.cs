using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Caching;
using Monolith.Shared.Infrastructure.Correlation;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Features;
using Wolverine;

namespace Monolith.Users.Infrastructure.Endpoints;

/// <summary>Everything that is held about a person, in whichever module: to have it, and to be rid of it.</summary>
internal static class UserDataEndpoints
{
    public static void Map(IEndpointRouteBuilder users)
    {
        users.MapGet("/{id:guid}/data", ReadAsync)
            .WithName("getUserData")
            .WithSummary("Download everything that is held about a person")
            .WithDescription(
                "One JSON file with a section for each module, for the person alone or with 'users.delete'. Never a secret: of passwords, keys and "
                + $"tokens only that there are some. At most {PersonalDataSection.MaxRecords} records of a kind, the newest; 'incomplete' names the "
                + "kinds that have more.")
            .RequireAuthorization()
            .ContinueInMessages()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 403, 404, 429);
        users.MapDelete("/{id:guid}/data", EraseAsync)
            .WithName("eraseUser")
            .WithSummary("Erase a person for good")
            .WithDescription(
                "Whatever they are, deleted or not: the account, its credentials and sessions, the profile and the values in its history go; the "
                + "audit trail keeps what happened, without names and network addresses. Within a second every session is over. The address can be "
                + "registered or invited anew, by somebody with another id; nobody ever gets this one back. The last administrator stays, and "
                + "nobody erases who may do more than he. Repeated, it is 204 again.")
            .RequirePermission(UsersPermissions.Delete)
            .RequireRateLimit(RateLimits.Writes)
            // Identity's event may have brought the change here first.
            .EvictAnswers(UsersCache.Tag)
            .ProducesProblems(401, 403, 404, 409, 412, 428, 429);
    }

    private static async Task<Results<Ok<IReadOnlyDictionary<string, PersonalDataSection>>, ProblemHttpResult>> ReadAsync(
        Guid id, [AsParameters] Call call, PersonalDataFile file, CancellationToken cancellationToken)
    {
        var admitted = await call.Bus.InvokeAsync<Result>(new RequestUserData(id, await call.User.RequesterAsync(call.Context)), cancellationToken);
        if (!admitted.IsSuccess)
            return admitted.Error.ToProblem();
        var sections = await file.ReadAsync(id, cancellationToken);
        call.Context.Response.Headers.ContentDisposition = $"attachment; filename=\"personal-data-{id}.json\"";
        call.Context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(sections);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EraseAsync(
        Guid id, [FromHeader(Name = "If-Match")] string? ifMatch, [AsParameters] Call call, CancellationToken cancellationToken)
    {
        if (Preconditions.Of(ifMatch, ifNoneMatch: null) is not { } precondition)
            return Precondition.Missing.ToProblem();
        var result = await call.Bus.InvokeAsync<Result>(new EraseUser(id, precondition, await call.User.RequesterAsync(call.Context)), cancellationToken);
        return result.ToHttp();
    }

    private sealed record Call(ICurrentUser User, IMessageBus Bus, HttpContext Context);
}
