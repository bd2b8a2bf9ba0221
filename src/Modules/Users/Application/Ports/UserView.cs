using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

/// <summary>A person as the API shows one.</summary>
/// <param name="Phone">E.164.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="TimeZone">IANA.</param>
/// <param name="Version">Also the ETag.</param>
public sealed record UserView(
    Guid Id,
    string Email,
    string DisplayName,
    string? GivenName,
    string? FamilyName,
    string? Phone,
    string? Locale,
    string? TimeZone,
    string? AvatarUrl,
    UserStatus Status,
    IReadOnlyList<string> Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? LastSeenAt,
    long Version)
{
    public static UserView From(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new(
            user.Id,
            user.Email,
            user.DisplayName,
            user.GivenName,
            user.FamilyName,
            user.Phone,
            user.Locale,
            user.TimeZone,
            user.AvatarUrl,
            user.Status,
            user.Roles,
            user.CreatedAt,
            user.UpdatedAt,
            user.LastSeenAt,
            user.Version);
    }
}
