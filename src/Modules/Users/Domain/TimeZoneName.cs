using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

/// <summary>A time zone by its name in the IANA database, such as <c>Europe/Paris</c>, as far as the system knows it.</summary>
public sealed record TimeZoneName
{
    private TimeZoneName(string value) => Value = value;

    public string Value { get; }

    public static Result<TimeZoneName> Create(string? text) =>
        TimeZoneInfo.TryFindSystemTimeZoneById((text ?? string.Empty).Trim(), out var zone) && zone.HasIanaId
            ? new TimeZoneName(zone.Id)
            : UserErrors.InvalidTimeZone;

    public override string ToString() => Value;
}
