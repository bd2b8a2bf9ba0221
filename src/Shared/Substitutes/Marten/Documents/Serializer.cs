using System.Text.Json;
using System.Text.Json.Serialization;
using Weasel.Core;

namespace Marten.Documents;

/// <summary>System.Text.Json with the store's choices of names and enumerations.</summary>
internal sealed class Serializer
{
    private readonly JsonSerializerOptions options;

    public Serializer(JsonSerializerOptions? basis, EnumStorage enums, Casing casing, Action<JsonSerializerOptions>? configure)
    {
        options = basis is null ? new JsonSerializerOptions() : new JsonSerializerOptions(basis);
        Enums = enums;
        options.PropertyNamingPolicy = casing switch
        {
            Casing.CamelCase => JsonNamingPolicy.CamelCase,
            Casing.SnakeCase => JsonNamingPolicy.SnakeCaseLower,
            _ => null,
        };
        if (enums == EnumStorage.AsString) options.Converters.Add(new JsonStringEnumConverter());
        configure?.Invoke(options);
    }

    public EnumStorage Enums { get; }

    public string NameOf(string member) => options.PropertyNamingPolicy?.ConvertName(member) ?? member;

    public byte[] Write<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, options);

    public T Read<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<T>(json, options) ?? throw new JsonException($"The stored JSON of a {typeof(T).Name} is null.");
}
