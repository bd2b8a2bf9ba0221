using System.Text.Json.Serialization;

namespace Monolith.Shared.Infrastructure.Idempotency;

/// <summary>What a request with an idempotency key was answered at first.</summary>
public sealed class FirstAnswer
{
    [JsonConstructor]
    private FirstAnswer()
    {
    }

    internal FirstAnswer(string id, string fingerprint, byte[] answer, DateTimeOffset expiresAt) =>
        (Id, Fingerprint, Answer, ExpiresAt) = (id, fingerprint, answer, expiresAt);

    /// <summary>SHA-256, in hexadecimal, of who asked for what kind of answer with which key.</summary>
    [JsonInclude]
    public string Id { get; private set; } = string.Empty;

    [JsonInclude]
    public string Fingerprint { get; private set; } = string.Empty;

    /// <summary>Sealed: answers may hold what is shown once and stored nowhere.</summary>
    [JsonInclude]
    public byte[] Answer { get; private set; } = [];

    [JsonInclude]
    public DateTimeOffset ExpiresAt { get; private set; }
}
