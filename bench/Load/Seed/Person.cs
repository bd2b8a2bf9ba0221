using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Bench.Load.Seed;

/// <summary>Somebody in the directory: the same person for the same number in every run and for every contender.</summary>
/// <remarks>Named and ordered as the product's document, whose JSON it makes.</remarks>
internal sealed record Person(
    Guid Id,
    string Email,
    string DisplayName,
    string? GivenName,
    string? FamilyName,
    string? Phone,
    string? Locale,
    string? TimeZone,
    string? AvatarUrl,
    PersonStatus Status,
    string[] Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? LastSeenAt)
{
    /// <summary>Of all of them.</summary>
    public const int Version = 1;

    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(37.125);

    private static readonly (string Locale, string TimeZone, string Prefix)[] Places =
    [
        ("de-DE", "Europe/Berlin", "+4930"), ("en-US", "America/New_York", "+1212"), ("fr-FR", "Europe/Paris", "+331"),
        ("es-ES", "Europe/Madrid", "+3491"), ("ja-JP", "Asia/Tokyo", "+813"),
    ];

    public static Person Number(int number)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"person {number}")));
        var (given, family) = Names.Choose(hash.AsSpan(16));
        var place = Places[hash[22] % Places.Length];
        var created = Epoch + number * Interval;
        var seen = created.AddHours(hash[24] * 5);
        return new(
            Identify(created, hash),
            string.Create(CultureInfo.InvariantCulture, $"{Plain(given)}.{Plain(family)}.{number}@people.example.com"),
            $"{given} {family}",
            given,
            family,
            Phone: hash[23] % 4 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{place.Prefix}{1_000_000 + number}"),
            place.Locale,
            place.TimeZone,
            AvatarUrl: hash[25] % 3 > 0 ? null : string.Create(CultureInfo.InvariantCulture, $"https://avatars.example.com/{number}.png"),
            Choose(hash[26]),
            Roles: hash[27] % 20 == 0 ? ["admin", "member"] : ["member"],
            created,
            UpdatedAt: hash[28] % 2 == 0 ? created : seen,
            LastSeenAt: hash[29] % 5 == 0 ? null : seen);
    }

    /// <summary>As <see cref="Guid.CreateVersion7()"/>, but with known bits in the place of the random ones.</summary>
    private static Guid Identify(DateTimeOffset created, byte[] hash)
    {
        var bytes = hash[..16];
        Span<byte> milliseconds = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, created.ToUnixTimeMilliseconds());
        milliseconds[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | bytes[6] & 0x0F);
        bytes[8] = (byte)(0x80 | bytes[8] & 0x3F);
        return new Guid(bytes, bigEndian: true);
    }

    private static PersonStatus Choose(byte chance) => chance switch
    {
        < 4 => PersonStatus.Deleted,
        < 12 => PersonStatus.Suspended,
        < 24 => PersonStatus.Invited,
        _ => PersonStatus.Active,
    };

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();
}

/// <summary>The numbers are those that the product stores.</summary>
internal enum PersonStatus
{
    Invited = 0,
    Active = 1,
    Suspended = 2,
    Deleted = 3,
}

internal static class PersonStatusNames
{
    /// <summary>The name that the API and the tables of limit and peer use.</summary>
    public static string Name(this PersonStatus status) => status.ToString().ToLowerInvariant();
}
