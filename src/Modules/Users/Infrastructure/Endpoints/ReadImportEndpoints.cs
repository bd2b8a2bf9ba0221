using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class ReadImportEndpoints
{
    public static void Map(IEndpointRouteBuilder users)
    {
        users.MapGet("/imports", ListAsync)
            .WithName("listUserImports")
            .WithSummary("List imports of people, newest first")
            .Declare()
            .ProducesProblems(400);
        users.MapGet("/imports/{id:guid}", GetAsync)
            .WithName("getUserImport")
            .WithSummary("Get how far an import is and what has become of it")
            .Declare()
            .ProducesProblems(404);
        users.MapGet("/imports/{id:guid}/changes", ChangesAsync)
            .WithName("listUserImportChanges")
            .WithSummary("List what the rows of an import change, or would change, in the order of the file")
            .WithDescription("An answer may have fewer rows than were asked for, or none, and go on all the same: 'next' is null at the end.")
            .Declare()
            .ProducesProblems(400, 404);
        users.MapGet("/imports/{id:guid}/errors", ErrorsAsync)
            .WithName("getUserImportErrors")
            .WithSummary("Get all errors of an import as a CSV file")
            .Produces<string>(StatusCodes.Status200OK, FileFormats.Csv)
            .Declare()
            .ProducesProblems(404);
    }

    private static async Task<Results<Ok<CursorPage<UserImportView>>, ProblemHttpResult>> ListAsync(
        IUserImportQueries imports,
        [Description("The 'next' of the answer before, to read on.")] string? after,
        [Description("Rows an answer, 1 to 100.")] int? pageSize,
        CancellationToken cancellationToken)
    {
        var request = CursorRequest.Create(after, pageSize);
        return request.IsSuccess ? TypedResults.Ok(await imports.ListAsync(request.Value, cancellationToken)) : request.Error.ToProblem();
    }

    private static async Task<Results<Ok<UserImportView>, ProblemHttpResult>> GetAsync(
        Guid id, IUserImportQueries imports, CancellationToken cancellationToken) =>
        await imports.FindAsync(id, cancellationToken) is { } import ? TypedResults.Ok(import) : ImportErrors.NotFound.ToProblem();

    private static async Task<Results<Ok<CursorPage<ImportChangeView>>, ProblemHttpResult>> ChangesAsync(
        Guid id,
        IUserImportQueries imports,
        [Description("none, create, update or failed; without it all rows.")] string? change,
        [Description("The 'next' of the answer before, to read on.")] int? after,
        [Description("Rows an answer, 1 to 100.")] int? pageSize,
        CancellationToken cancellationToken)
    {
        var request = CursorRequest.Create(after: null, pageSize);
        if (!request.IsSuccess)
            return request.Error.ToProblem();
        if (!TryRead(change, out var only))
            return new Error("request.invalid", "Must be none, create, update or failed.", ErrorKind.Invalid, "change").ToProblem();
        if (await imports.FindAsync(id, cancellationToken) is null)
            return ImportErrors.NotFound.ToProblem();
        return TypedResults.Ok(await imports.ChangesAsync(id, after ?? 0, request.Value.Size, only, cancellationToken));
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ErrorsAsync(
        Guid id, IUserImportQueries imports, CancellationToken cancellationToken)
    {
        if (await imports.FindAsync(id, cancellationToken) is null)
            return ImportErrors.NotFound.ToProblem();
        return TypedResults.Stream(
            stream => UserFiles.WriteErrorsAsync(imports.ErrorsAsync(id, cancellationToken), stream, cancellationToken),
            FileFormats.TypeOf(FileFormat.Csv),
            string.Create(CultureInfo.InvariantCulture, $"import-{id}-errors.csv"));
    }

    private static bool TryRead(string? name, out RowChange? change)
    {
        change = name switch
        {
            "none" => RowChange.None,
            "create" => RowChange.Create,
            "update" => RowChange.Update,
            "failed" => RowChange.Failed,
            _ => null,
        };
        return change is not null || string.IsNullOrEmpty(name);
    }

    private static RouteHandlerBuilder Declare(this RouteHandlerBuilder endpoint) => endpoint
        .RequirePermission(UsersPermissions.Write)
        .RequireRateLimit(RateLimits.Reads)
        .ProducesProblems(401, 403, 429);
}
