using System.Globalization;
using System.Text;
using System.Text.Json;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Ports;
using Monolith.Users.Domain;

namespace Monolith.Users.Infrastructure.Endpoints;

/// <summary>People as files, written as they come.</summary>
internal static class UserFiles
{
    /// <summary>Bytes that are written together.</summary>
    private const int Buffered = 64 * 1024;

    private static readonly (string Name, Func<UserView, string?> Value)[] Columns =
    [
        ("id", user => user.Id.ToString()),
        ("email", user => user.Email),
        ("displayName", user => user.DisplayName),
        ("givenName", user => user.GivenName),
        ("familyName", user => user.FamilyName),
        ("phone", user => user.Phone),
        ("locale", user => user.Locale),
        ("timeZone", user => user.TimeZone),
        ("status", user => user.Status.Name()),
        ("roles", user => string.Join(' ', user.Roles)),
        ("createdAt", user => Time(user.CreatedAt)),
        ("updatedAt", user => Time(user.UpdatedAt)),
        ("lastSeenAt", user => Time(user.LastSeenAt)),
    ];

    public static async Task WriteCsvAsync(IAsyncEnumerable<UserView> people, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = WriterOn(stream);
        await writer.WriteAsync(CsvText.Record(Columns.Select(column => column.Name)).AsMemory(), cancellationToken);
        await foreach (var user in people)
            await writer.WriteAsync(CsvText.Record(Columns.Select(column => column.Value(user))).AsMemory(), cancellationToken);
    }

    public static async Task WriteNdjsonAsync(
        IAsyncEnumerable<UserView> people, Stream stream, JsonSerializerOptions options, CancellationToken cancellationToken)
    {
        await using var writer = WriterOn(stream);
        await foreach (var user in people)
            await writer.WriteAsync($"{JsonSerializer.Serialize(user, options)}\n".AsMemory(), cancellationToken);
    }

    public static async Task WriteErrorsAsync(IAsyncEnumerable<ImportError> errors, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = WriterOn(stream);
        await writer.WriteAsync(CsvText.Record(["row", "field", "message"]).AsMemory(), cancellationToken);
        await foreach (var error in errors)
        {
            var record = CsvText.Record([error.Row.ToString(CultureInfo.InvariantCulture), error.Field, error.Message]);
            await writer.WriteAsync(record.AsMemory(), cancellationToken);
        }
    }

    private static StreamWriter WriterOn(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Buffered, leaveOpen: true);

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
