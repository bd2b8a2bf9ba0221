namespace Monolith.Users.Domain;

/// <summary>What people say of themselves. All but the display name may be unknown.</summary>
public sealed record Profile(
    DisplayName DisplayName, PartOfName? GivenName, PartOfName? FamilyName, PhoneNumber? Phone, LanguageTag? Locale, TimeZoneName? TimeZone);
