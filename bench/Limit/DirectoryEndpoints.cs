using System.Net.Mime;

namespace Monolith.Bench.Limit;

/// <summary>The directory, for whoever has a token.</summary>
/// <param name="keepsPages">Whether pages are read once and answered from memory ever after.</param>
internal sealed class DirectoryEndpoints(People people, Changes changes, Tokens tokens, bool keepsPages)
{
    private const string All = "/api/v1/users";
    private const string One = All + "/{id:guid}";

    /// <summary>Whom the history names.</summary>
    private static readonly Guid Actor = Guid.CreateVersion7();

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(All, ListAsync);
        routes.MapGet(One, FindAsync);
        routes.MapPost(All, CreateAsync);
        routes.MapPost($"/three-writes{All}", CreateAndTellAsync);
        routes.MapPut(One, UpdateAsync);
    }

    private async Task ListAsync(HttpContext context, int page = 1, int pageSize = 20, string? q = null)
    {
        if (!await IsAllowedAsync(context))
            await Results.Unauthorized().ExecuteAsync(context);
        else if (keepsPages && q is null)
            await SendAsync(context.Response, await people.KeptAsync(page, pageSize, context.RequestAborted));
        else
            await TypedResults.Ok(await people.ListAsync(page, pageSize, q, context.RequestAborted)).ExecuteAsync(context);
    }

    private async Task<IResult> FindAsync(Guid id, HttpContext context)
    {
        if (!await IsAllowedAsync(context))
            return Results.Unauthorized();
        return await people.FindAsync(id, context.RequestAborted) is { } person ? TypedResults.Ok(person) : Results.NotFound();
    }

    private async Task<IResult> CreateAsync(Invitation invitation, HttpContext context) =>
        await IsAllowedAsync(context) ? Created(await changes.InviteAsync(invitation, context.RequestAborted)) : Results.Unauthorized();

    private async Task<IResult> CreateAndTellAsync(Invitation invitation, HttpContext context) =>
        await IsAllowedAsync(context) ? Created(await changes.InviteAndTellAsync(invitation, Actor, context.RequestAborted)) : Results.Unauthorized();

    private async Task<IResult> UpdateAsync(Guid id, Profile profile, HttpContext context)
    {
        if (!await IsAllowedAsync(context))
            return Results.Unauthorized();
        if (context.Request.Headers.IfMatch != "*")
            return Results.StatusCode(StatusCodes.Status428PreconditionRequired);
        return await changes.UpdateAsync(id, profile, context.RequestAborted) is { } person ? TypedResults.Ok(person) : Results.NotFound();
    }

    private ValueTask<bool> IsAllowedAsync(HttpContext context) => tokens.IsValidAsync(context.Request.Headers.Authorization);

    private static IResult Created(Person? person) => person is null ? Results.Conflict() : TypedResults.Created($"{All}/{person.Id}", person);

    private static async ValueTask SendAsync(HttpResponse response, byte[] body)
    {
        response.ContentType = $"{MediaTypeNames.Application.Json}; charset=utf-8";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body);
    }
}
