using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Correlation;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Kernel;
using Monolith.Users.Application;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Ports;
using Monolith.Users.Contracts.Events;
using Wolverine;

namespace Monolith.Users.Infrastructure.Endpoints;

internal static class ExportUsersEndpoint
{
    public static void Map(IEndpointRouteBuilder users) =>
        users.MapGet("/export", HandleAsync)
            .WithName("exportUsers")
            .WithSummary("Take people out of the directory as a file")
            .WithDescription(
                "Everybody whom the filters of the list find, in the order of their ids, as CSV (RFC 4180) or as a JSON object a line; both can be "
                + "imported again. In CSV an apostrophe is written before what a spreadsheet could take for a formula. The audit trail tells of it.")
            .Produces<string>(StatusCodes.Status200OK, FileFormats.Csv, FileFormats.Ndjson)
            .RequirePermission(UsersPermissions.Read)
            .RequireRateLimit(FileFormats.Limit)
            .ProducesProblems(400, 401, 403, 429);

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> HandleAsync(
        [AsParameters] Call call,
        [Description("csv or ndjson; without it what Accept asks for, csv if in doubt.")] string? format,
        [Description("A part of a name or an address, in any case; where nobody has it, something like it.")] string? q,
        [Description("invited, active, suspended or deleted; without it everybody who is not deleted.")] string? status,
        [Description("Only who has this role.")] string? role,
        [Description("Only who is in the directory since this time or later.")] DateTimeOffset? createdFrom,
        [Description("Only who is in the directory since this time or earlier.")] DateTimeOffset? createdTo,
        CancellationToken cancellationToken)
    {
        var filter = UserFilter.Create(q, status, role, createdFrom, createdTo);
        if (!filter.IsSuccess)
            return filter.Error.ToProblem();
        if (FileFormats.Wanted(format, call.Context.Request) is not { } wanted)
            return new Error("request.invalid", "Must be csv or ndjson.", ErrorKind.Invalid, "format").ToProblem();

        var now = await call.TellAsync(wanted);
        var people = call.Export.ReadAsync(filter.Value, cancellationToken);
        var (type, name) = (FileFormats.TypeOf(wanted), string.Create(CultureInfo.InvariantCulture, $"users-{now:yyyy-MM-dd}.{FileFormats.NameOf(wanted)}"));
        return wanted == FileFormat.Csv
            ? TypedResults.Stream(stream => UserFiles.WriteCsvAsync(people, stream, cancellationToken), type, name)
            : TypedResults.Stream(stream => UserFiles.WriteNdjsonAsync(people, stream, call.Json.Value.SerializerOptions, cancellationToken), type, name);
    }

    private sealed record Call(
        ICurrentUser User, IUserExport Export, IMessageBus Bus, TimeProvider Clock, IOptions<JsonOptions> Json, HttpContext Context)
    {
        /// <summary>Before the first person leaves, so that nobody is taken out unseen.</summary>
        public async Task<DateTimeOffset> TellAsync(FileFormat format)
        {
            var now = Clock.GetUtcNow();
            var (ip, userAgent) = (Context.Connection.RemoteIpAddress?.ToString(), Context.Request.Headers.UserAgent);
            ((IMessageContext)Bus).CorrelationId = CorrelationId.Current;
            await Bus.PublishAsync(new UsersExported(Guid.CreateVersion7(now), User.Id, FileFormats.NameOf(format), now, ip, userAgent));
            return now;
        }
    }
}
