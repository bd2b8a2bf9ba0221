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

/// <summary>Pictures of people. What is taken is a PNG, JPEG or WebP file by its content; what is served has nothing of it but the picture.</summary>
internal static class AvatarEndpoints
{
    private const string Taken =
        "PNG, JPEG or WebP, at most 1 MiB and 4096 pixels in each direction, known by its content whatever it is called. Only the picture is "
        + "kept: what the file says beside it, such as where it was taken, is not. The picture before is gone.";

    public static void Map(IEndpointRouteBuilder users, IEndpointRouteBuilder avatars)
    {
        users.MapPut("/me/avatar", PutOwnAsync)
            .WithName("putOwnAvatar")
            .WithSummary("Give the own profile a picture")
            .RequireAuthorization()
            .DeclarePut();
        users.MapPut("/{id:guid}/avatar", PutAsync)
            .WithName("putAvatar")
            .WithSummary("Give a person a picture")
            .RequirePermission(UsersPermissions.Write)
            .DeclarePut();
        users.MapDelete("/me/avatar", DeleteOwnAsync)
            .WithName("deleteOwnAvatar")
            .WithSummary("Take the picture off the own profile")
            .RequireAuthorization()
            .Declare();
        users.MapDelete("/{id:guid}/avatar", DeleteAsync)
            .WithName("deleteAvatar")
            .WithSummary("Take a person's picture away")
            .RequirePermission(UsersPermissions.Write)
            .Declare();
        avatars.MapGet("/{name}", GetAsync)
            .WithName("getAvatar")
            .WithSummary("Get the picture of a person by its name")
            .WithDescription("Open to whoever knows the name, 128 random bits: pages show it without a token. Another picture has another name.")
            .Produces<FileContentHttpResult>(StatusCodes.Status200OK, "image/png", "image/jpeg", "image/webp")
            .AllowAnonymous()
            .AcceptApiTokens()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(404, 429);
    }

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> PutOwnAsync(
        Stream picture, [AsParameters] Call call, CancellationToken cancellationToken) => PutAsync(call.User.Id, picture, call, cancellationToken);

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> PutAsync(
        Guid id, Stream picture, [AsParameters] Call call, CancellationToken cancellationToken)
    {
        // The server takes no body that is longer than the longest file.
        using var content = new MemoryStream();
        await picture.CopyToAsync(content, cancellationToken);
        return await call.InvokeAsync(id, content.ToArray(), cancellationToken);
    }

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> DeleteOwnAsync([AsParameters] Call call, CancellationToken cancellationToken) =>
        call.InvokeAsync(call.User.Id, content: null, cancellationToken);

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> DeleteAsync(
        Guid id, [AsParameters] Call call, CancellationToken cancellationToken) => call.InvokeAsync(id, content: null, cancellationToken);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAsync(
        string name, IAvatarQueries avatars, HttpContext context, CancellationToken cancellationToken)
    {
        if (await avatars.FindAsync(name, cancellationToken) is not { } avatar)
            return UserErrors.PictureNotFound.ToProblem();
        // Whoever opens it as a page of its own runs nothing in it, whatever it is taken for.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.File(avatar.Content, avatar.ContentType);
    }

    private static void DeclarePut(this RouteHandlerBuilder endpoint) => endpoint
        .WithDescription(Taken)
        .Accepts<Stream>("image/png", "image/jpeg", "image/webp")
        .Declare()
        .ProducesProblems(413, 415);

    private static RouteHandlerBuilder Declare(this RouteHandlerBuilder endpoint) => endpoint
        .RequireRateLimit(RateLimits.Writes)
        .ProducesProblems(400, 401, 403, 404, 409, 412, 428, 429);

    private sealed record Call([FromHeader(Name = "If-Match")] string? IfMatch, ICurrentUser User, IMessageBus Bus, HttpContext Context)
    {
        public async Task<Results<Ok<UserView>, ProblemHttpResult>> InvokeAsync(Guid id, byte[]? content, CancellationToken cancellationToken)
        {
            if (Preconditions.Of(IfMatch, ifNoneMatch: null) is not { } precondition)
                return Precondition.Missing.ToProblem();
            var result = await Bus.InvokeAsync<Result<UserView>>(new ChangeAvatar(id, content, precondition, User.Id), cancellationToken);
            return result.IsSuccess ? Context.ChangedWithETag(result.Value, result.Value.Version) : result.Error.ToProblem();
        }
    }
}
