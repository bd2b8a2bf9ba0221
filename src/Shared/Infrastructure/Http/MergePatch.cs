using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Monolith.Shared.Infrastructure.Http;

/// <summary>JSON Merge Patch (RFC 7396). The framework has none: its JSON Patch is another standard, RFC 6902.</summary>
public static class MergePatch
{
    public const string ContentType = "application/merge-patch+json";

    /// <returns>What <paramref name="target"/> is with the patch.</returns>
    /// <exception cref="BadHttpRequestException">The patch is no object, or a value in it has the wrong type.</exception>
    public static T Apply<T>(T target, JsonElement patch)
        where T : notnull
    {
        try
        {
            if (patch.ValueKind != JsonValueKind.Object)
                throw new JsonException("A merge patch is an object.", path: null, lineNumber: null, bytePositionInLine: null);
            return Merge(JsonSerializer.SerializeToNode(target, JsonSerializerOptions.Web), patch).Deserialize<T>(JsonSerializerOptions.Web)!;
        }
        catch (JsonException json)
        {
            throw new BadHttpRequestException("The merge patch is malformed.", json);
        }
    }

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
