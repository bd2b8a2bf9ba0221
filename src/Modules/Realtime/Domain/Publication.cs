using System.Security.Cryptography;
using System.Text;

namespace Monolith.Realtime.Domain;

/// <summary>One fact, as the subscribers of a channel receive it.</summary>
/// <param name="Type">The alias of the event that it tells: <c>users.user-created.v1</c>.</param>
/// <param name="Id">The same for the same fact however often it is pushed: a client drops the repetition.</param>
/// <param name="Data">The facts; serialized as they are.</param>
/// <param name="CorrelationId">Of the request that caused it.</param>
/// <param name="At">When it happened, not when it was pushed.</param>
public sealed record Publication(string Type, Guid Id, object Data, string CorrelationId, DateTimeOffset At)
{
    private const int GuidLength = 16;

    /// <summary>A publication whose id follows from what it tells, so that a repeated reaction repeats the id.</summary>
    /// <param name="subject">What the event is about; with type and time it names one fact.</param>
    public static Publication Of(string type, Guid subject, object data, string correlationId, DateTimeOffset at) =>
        new(type, Name($"{type}/{subject}/{at.UtcTicks}"), data, correlationId, at);

    // RFC 9562, section 5.8: a version 8 UUID from a hash of the name.
    private static Guid Name(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..GuidLength], bigEndian: true);
    }
}
