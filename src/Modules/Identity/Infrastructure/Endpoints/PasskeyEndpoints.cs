using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Identity.Application.Features;
using Monolith.Identity.Application.Ports;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Wolverine;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>The passkeys of the own account.</summary>
internal static class PasskeyEndpoints
{
    public static void Map(IEndpointRouteBuilder auth)
    {
        auth.MapPost("/passkeys/options", BeginAsync)
            .WithName("beginPasskey")
            .WithSummary("Ask for what the browser needs to make a passkey")
            .RequireSignIn()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(401, 409, 429);
        auth.MapPost("/passkeys", AddAsync)
            .WithName("addPasskey")
            .WithSummary("Add the passkey that the browser has made")
            .WithDescription("From now on it signs in to the account, in place of the password and of a second factor.")
            .RequireSignIn()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Credentials)
            .ProducesProblems(400, 401, 409, 415, 429);
        auth.MapGet("/passkeys", ListAsync)
            .WithName("listPasskeys")
            .WithSummary("List the own passkeys")
            .WithDescription("The newest first.")
            .RequireSignIn()
            .RequireRateLimit(RateLimits.Reads)
            .ProducesProblems(401, 429);
        auth.MapDelete("/passkeys/{id:guid}", RemoveAsync)
            .WithName("removePasskey")
            .WithSummary("Remove one of the own passkeys")
            .WithDescription("The last way to sign in stays. Sessions go on.")
            .RequireAuthorization()
            .RequireRecentAuthentication()
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(401, 403, 404, 409, 429);
    }

    /// <summary>What a handler of passkeys wrote, as the API document describes it.</summary>
    public static Results<Ok<TOptions>, ProblemHttpResult> Answer<TOptions>(Result<string> options) =>
        options.IsSuccess ? TypedResults.Ok(JsonSerializer.Deserialize<TOptions>(options.Value, JsonSerializerOptions.Web)!) : options.Error.ToProblem();

    private static async Task<Results<Ok<PasskeyCreationOptions>, ProblemHttpResult>> BeginAsync(
        ICurrentUser user, IMessageBus bus, CancellationToken cancellationToken) =>
        Answer<PasskeyCreationOptions>(await bus.InvokeAsync<Result<string>>(new BeginPasskeyRegistration(user.Id), cancellationToken));

    private static async Task<Results<Created<PasskeyView>, ProblemHttpResult>> AddAsync(
        AddPasskeyRequest request,
        [FromHeader(Name = IdempotencyKey.Header)] IdempotencyKey? idempotencyKey,
        ICurrentUser user,
        IMessageBus bus,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var command = new AddPasskey(
            user.Id, request.Attestation(), request.Name, SignInAnswer.ClientOf(context), idempotencyKey?.For(request));
        var result = await bus.InvokeAsync<Result<PasskeyView>>(command, cancellationToken);
        return result.IsSuccess ? TypedResults.Created($"/api/v1/auth/passkeys/{result.Value.Id}", result.Value) : result.Error.ToProblem();
    }

    private static async Task<Ok<IReadOnlyList<PasskeyView>>> ListAsync(
        ICurrentUser user, IPasskeyQueries passkeys, CancellationToken cancellationToken) =>
        TypedResults.Ok(await passkeys.OfAsync(user.Id, cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid id, ICurrentUser user, IMessageBus bus, HttpContext context, CancellationToken cancellationToken) =>
        (await bus.InvokeAsync<Result>(new RemovePasskey(user.Id, id, SignInAnswer.ClientOf(context)), cancellationToken)).ToHttp();
}
