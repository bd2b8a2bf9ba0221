using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace Monolith.Shared.Application;

/// <summary>
/// Sent again with the same request, it gets the first answer again, for 24 hours; with another request it is refused
/// (draft-ietf-httpapi-idempotency-key-header-07). 16 to 128 visible ASCII characters, with or without the quotes of a structured field, that
/// nobody else can guess, such as a UUID: the answer that is kept opens with it alone.
/// </summary>
public sealed class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public const int MinLength = 16;

    public const int MaxLength = 128;

    private readonly string _value;

    private IdempotencyKey(string value) => _value = value;

    public static bool TryParse(string? text, [NotNullWhen(true)] out IdempotencyKey? key)
    {
        var value = text is ['"', .. var quoted, '"'] ? quoted : text;
        key = value is { Length: >= MinLength and <= MaxLength } && value.All(IsAllowed) ? new IdempotencyKey(value) : null;
        return key is not null;
    }

    /// <summary>Together with what the request asks for, which must be the same whenever the key comes again.</summary>
    public RepeatableRequest For<T>(T body) => new(_value, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body))));

    /// <summary>Never the key: this may end in a log.</summary>
    public override string ToString() => nameof(IdempotencyKey);

    private static bool IsAllowed(char character) => character is > ' ' and < '\x7F' and not ('"' or '\\' or ',');
}

/// <summary>A request that its sender repeats when the answer got lost, and that is carried out once.</summary>
/// <param name="Fingerprint">Of what it asks for; SHA-256 in hexadecimal.</param>
public sealed record RepeatableRequest(string Key, string Fingerprint)
{
    /// <summary>Never the key: this may end in a log.</summary>
    public override string ToString() => nameof(RepeatableRequest);
}
