using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Users.Application;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Imports;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class PreviewImportEndpoint
{
    public static void Map(IEndpointRouteBuilder users) =>
        users.MapPost("/imports/preview", HandleAsync)
            .WithName("previewUserImport")
            .WithSummary("Look at the beginning of a file of people")
            .WithDescription("The first 64 KiB of it are enough. Tells its encoding, its columns and its first rows, and keeps nothing.")
            .Accepts<string>(FileFormats.Csv, [FileFormats.Ndjson, .. FileFormats.OtherNdjson])
            .RequirePermission(UsersPermissions.Write)
            .RequireRateLimit(RateLimits.Writes)
            .ProducesProblems(400, 401, 403, 413, 415, 429);

    private static async Task<Results<Ok<FilePreview>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, [Description("As for the import itself.")] string? mapping, CancellationToken cancellationToken)
    {
        var columns = ColumnMapping.Parse(mapping);
        if (!columns.IsSuccess)
            return columns.Error.ToProblem();
        var (format, charset) = FileFormats.Sent(request);
        return (await ImportIntake.PreviewAsync(new FileSource(request.Body, format, charset, columns.Value), cancellationToken)).ToHttp();
    }
}
