using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Imports;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class StartImportEndpoint
{
    /// <summary>What others may send is a fiftieth of it.</summary>
    private const int MaxBytes = 50 * 1024 * 1024;

    private const int MaxNameLength = 255;

    public static void Map(IEndpointRouteBuilder users) =>
        users.MapPost("/imports", HandleAsync)
            .WithName("startUserImport")
            .WithSummary("Import people from a file")
            .WithDescription(
                "CSV (RFC 4180; separated by commas, semicolons, tabs or bars, in UTF-8, UTF-16 or Windows-1252) whose first row names the columns, "
                + "or a JSON object a line; at most 50 MiB and 100,000 rows. The address is the key: whoever has it already is changed, and others are "
                + "made as invited people. A column that the file does not have changes nothing, and an empty cell empties the field. Columns that "
                + "are not known are ignored. A column passwordHash (bcrypt, or ASP.NET Core Identity version 3) lets whoever is new sign in with the password "
                + "of before, where the sender may manage roles. Answered when all of the file is stored; how far it is tells the Location, and the channel users.import:{id}.")
            .Accepts<string>(FileFormats.Csv, [FileFormats.Ndjson, .. FileFormats.OtherNdjson])
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .RequirePermission(UsersPermissions.Write)
            .RequireRateLimit(FileFormats.Limit)
            .ProducesProblems(400, 401, 403, 409, 413, 415, 429);

    private static async Task<Results<Accepted<UserImportView>, ProblemHttpResult>> HandleAsync(
        HttpRequest request,
        ImportIntake intake,
        ICurrentUser user,
        [FromHeader(Name = IdempotencyKey.Header)] IdempotencyKey? idempotencyKey,
        [Description("Whether only what it would change is to be found out; it can be applied then.")] bool? dryRun,
        [Description("Whether whoever is made gets a mail with the link to an account; without it, it can be sent to each later.")] bool? invite,
        [Description("Which columns are what, such as 'E-Mail:email,#2:displayName,#3:'; others are known by their names.")] string? mapping,
        [Description("What the file is called.")] string? fileName,
        CancellationToken cancellationToken)
    {
        var columns = ColumnMapping.Parse(mapping);
        if (!columns.IsSuccess)
            return columns.Error.ToProblem();
        if (fileName is not null && (fileName.Length > MaxNameLength || !OneLine.Is(fileName)))
            return new Error("request.invalid", "Must have at most 255 characters on one line.", ErrorKind.Invalid, "fileName").ToProblem();
        var (format, charset) = FileFormats.Sent(request);
        var result = await intake.ImportAsync(
            new FileSource(request.Body, format, charset, columns.Value),
            new ImportRequest(fileName, dryRun == true, invite == true, user.Id, await MayBringPasswordsAsync(user), idempotencyKey),
            cancellationToken);
        return result.IsSuccess
            ? TypedResults.Accepted($"/api/v1/users/imports/{result.Value.Id}", result.Value)
            : result.Error.ToProblem();
    }

    /// <summary>Whoever gives somebody a password can be them; who changes what roles grant can be more than that.</summary>
    private static async Task<bool> MayBringPasswordsAsync(ICurrentUser user) => (await user.PermissionsAsync()).Contains("roles.manage");
}
