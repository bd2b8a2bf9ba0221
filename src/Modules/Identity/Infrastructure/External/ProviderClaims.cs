using System.Text.Json;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>Reads what providers say: anything may be missing or be of another type.</summary>
internal static class ProviderClaims
{
    public static string? Text(this JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static long? Number(this JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number)
            ? number
            : null;

    /// <summary>Some providers write booleans as text or as a figure.</summary>
    public static bool IsTrue(this JsonElement claims, string name) =>
        claims.Text(name) is "true" or "True" or "1"
        || claims.Number(name) == 1
        || (claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True);
}
