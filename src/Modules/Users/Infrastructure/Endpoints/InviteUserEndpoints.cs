using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Contracts.Requests;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Features;
using Monolith.Users.Application.Ports;
using Wolverine;

namespace Monolith.Users.Infrastructure.Endpoints;

/// <param name="Phone">E.164.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="TimeZone">IANA.</param>
internal sealed record InviteUserRequest(
    string Email,
    string DisplayName,
    string? GivenName = null,
    string? FamilyName = null,
    string? Phone = null,
    string? Locale = null,
    string? TimeZone = null);

internal static class InviteUserEndpoints
{
    public static void Map(IEndpointRouteBuilder users)
    {
        users.MapPost("/", InviteAsync)
            .WithName("inviteUser")
            .WithSummary("Invite a person")
            .WithDescription("The person is in the directory at once and gets a mail, with a link that is good for 7 days.")
            .RequirePermission(UsersPermissions.Write)
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(400, 401, 403, 409, 415, 429);
        users.MapPost("/{id:guid}/invitation", ResendAsync)
            .WithName("resendInvitation")
            .WithSummary("Send an invited person the link again")
            .WithDescription("Links that were mailed before stay good until one is followed, or until they are 7 days old.")
            .RequirePermission(UsersPermissions.Write)
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 403, 404, 409, 429);
    }

    private static async Task<Results<Created<UserView>, ProblemHttpResult>> InviteAsync(
        InviteUserRequest request,
        [FromHeader(Name = IdempotencyKey.Header)] IdempotencyKey? idempotencyKey,
        [AsParameters] Call call,
        CancellationToken cancellationToken)
    {
        var input = new ProfileInput(
            request.DisplayName, request.GivenName, request.FamilyName, request.Phone, request.Locale, request.TimeZone);
        var command = new InviteUser(request.Email, input, call.Inviter, idempotencyKey?.For(request));
        var result = await call.Bus.InvokeAsync<Result<UserView>>(command, cancellationToken);
        return result.IsSuccess
            ? call.Context.CreatedWithETag($"/api/v1/users/{result.Value.Id}", result.Value, result.Value.Version)
            : result.Error.ToProblem();
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ResendAsync(
        Guid id, [AsParameters] Call call, CancellationToken cancellationToken)
    {
        var result = await call.Bus.InvokeAsync<Result>(new ResendInvitation(id, call.Inviter), cancellationToken);
        return result.IsSuccess ? TypedResults.Accepted((string?)null) : result.Error.ToProblem();
    }

    private sealed record Call(ICurrentUser User, IMessageBus Bus, HttpContext Context)
    {
        public Inviter Inviter => new(User.Id, Context.Request.Headers.UserAgent, Context.Connection.RemoteIpAddress?.ToString());
    }
}
