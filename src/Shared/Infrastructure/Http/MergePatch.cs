using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Monolith.Shared.Infrastructure.Http;

/// <summary>
/// A request's JSON Merge Patch (RFC 7396). The framework has none: its JSON Patch is another standard, RFC 6902. An endpoint says with
/// <c>Accepts</c> what its fields are.
/// </summary>
public sealed class MergePatch
{
    public const string ContentType = "application/merge-patch+json";

    private readonly JsonElement _json;

    private MergePatch(JsonElement json) => _json = json;

    /// <summary>How the framework reads a parameter of this type.</summary>
    /// <exception cref="BadHttpRequestException">The body is no JSON object.</exception>
    public static async ValueTask<MergePatch?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return Of(await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: context.RequestAborted));
        }
        catch (JsonException json)
        {
            throw Malformed(json);
        }
    }

    /// <exception cref="BadHttpRequestException">It is no object.</exception>
    public static MergePatch Of(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? new MergePatch(json)
        : throw Malformed(new JsonException("A merge patch is an object.", path: null, lineNumber: null, bytePositionInLine: null));

    /// <returns>What <paramref name="target"/> is with the patch.</returns>
    /// <exception cref="BadHttpRequestException">A value has the wrong type.</exception>
    public T ApplyTo<T>(T target)
        where T : notnull
    {
        try
        {
            return Merge(JsonSerializer.SerializeToNode(target, JsonSerializerOptions.Web), _json).Deserialize<T>(JsonSerializerOptions.Web)!;
        }
        catch (JsonException json)
        {
            throw Malformed(json);
        }
    }

    private static BadHttpRequestException Malformed(JsonException json) => new("The merge patch is malformed.", json);

    /// <remarks>Section 2: an object is merged into what is there, anything else takes its place.</remarks>
    private static JsonNode? Merge(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
            return JsonSerializer.SerializeToNode(patch);
        var merged = target as JsonObject ?? [];
        foreach (var field in patch.EnumerateObject())
        {
            merged.Remove(field.Name, out var known);
            if (field.Value.ValueKind != JsonValueKind.Null)
                merged[field.Name] = Merge(known, field.Value);
        }

        return merged;
    }
}
