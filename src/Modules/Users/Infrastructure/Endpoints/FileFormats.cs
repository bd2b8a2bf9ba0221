using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Users.Application.Files;

namespace Monolith.Users.Infrastructure.Endpoints;

/// <summary>The formats of files of people, as HTTP names them.</summary>
internal static class FileFormats
{
    /// <summary>RFC 7111.</summary>
    public const string Csv = "text/csv";

    public const string Ndjson = "application/x-ndjson";

    /// <summary>Other names under which the same comes.</summary>
    public static readonly string[] OtherNdjson = ["application/ndjson", "application/jsonl"];

    /// <summary>Files are long, and each keeps the database busy for as long as it takes.</summary>
    public static readonly RateLimit Limit = new("Files", Permits: 60, TimeSpan.FromMinutes(1));

    public static string TypeOf(FileFormat format) => format == FileFormat.Csv ? $"{Csv}; charset=utf-8; header=present" : Ndjson;

    public static string NameOf(FileFormat format) => format == FileFormat.Csv ? "csv" : "ndjson";

    /// <returns>Null when it is no format.</returns>
    public static FileFormat? Wanted(string? name, HttpRequest request) => name switch
    {
        null or "" => request.GetTypedHeaders().Accept.Any(IsNdjson) ? FileFormat.Ndjson : FileFormat.Csv,
        "csv" => FileFormat.Csv,
        "ndjson" => FileFormat.Ndjson,
        _ => null,
    };

    /// <summary>Of the body; routing lets in nothing but the types that the endpoint accepts.</summary>
    public static (FileFormat Format, string? Charset) Sent(HttpRequest request)
    {
        var type = request.GetTypedHeaders().ContentType!;
        return (IsNdjson(type) ? FileFormat.Ndjson : FileFormat.Csv, type.Charset.HasValue ? type.Charset.ToString() : null);
    }

    private static bool IsNdjson(MediaTypeHeaderValue type) =>
        OtherNdjson.Prepend(Ndjson).Any(name => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase));
}
