using Monolith.Shared.Kernel;
using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

/// <summary>A profile as somebody has written it. What is missing or blank is unknown, but for the display name, which everybody has.</summary>
/// <param name="Phone">E.164; spaces, hyphens, dots and parentheses in it are left out.</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="TimeZone">IANA.</param>
public sealed record ProfileInput(
    string? DisplayName = null,
    string? GivenName = null,
    string? FamilyName = null,
    string? Phone = null,
    string? Locale = null,
    string? TimeZone = null)
{
    public static ProfileInput Of(UserView user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new ProfileInput(user.DisplayName, user.GivenName, user.FamilyName, user.Phone, user.Locale, user.TimeZone);
    }

    /// <param name="field">By the name of the API.</param>
    public string? ValueOf(string field) => field switch
    {
        "displayName" => DisplayName,
        "givenName" => GivenName,
        "familyName" => FamilyName,
        "phone" => Phone,
        "locale" => Locale,
        "timeZone" => TimeZone,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No profile has this."),
    };

    /// <param name="field">By the name of the API.</param>
    public ProfileInput With(string field, string? value) => field switch
    {
        "displayName" => this with { DisplayName = value },
        "givenName" => this with { GivenName = value },
        "familyName" => this with { FamilyName = value },
        "phone" => this with { Phone = value },
        "locale" => this with { Locale = value },
        "timeZone" => this with { TimeZone = value },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "No profile has this."),
    };

    /// <summary>One for each field that breaks a rule.</summary>
    public IEnumerable<Error> Errors() => new[]
    {
        Domain.DisplayName.Create(DisplayName).Error,
        Optional(GivenName, CreateGivenName)?.Error,
        Optional(FamilyName, CreateFamilyName)?.Error,
        Optional(Phone, PhoneNumber.Create)?.Error,
        Optional(Locale, LanguageTag.Create)?.Error,
        Optional(TimeZone, TimeZoneName.Create)?.Error,
    }.OfType<Error>();

    /// <exception cref="InvalidOperationException">It has <see cref="Errors"/>.</exception>
    public Profile ToProfile() => Errors().FirstOrDefault() is { } error
        ? throw new InvalidOperationException($"{error.Field}: {error.Message}")
        : new Profile(
            Domain.DisplayName.Create(DisplayName).Value!,
            Optional(GivenName, CreateGivenName)?.Value,
            Optional(FamilyName, CreateFamilyName)?.Value,
            Optional(Phone, PhoneNumber.Create)?.Value,
            Optional(Locale, LanguageTag.Create)?.Value,
            Optional(TimeZone, TimeZoneName.Create)?.Value);

    private static Result<PartOfName> CreateGivenName(string text) => PartOfName.Create(text, "givenName");

    private static Result<PartOfName> CreateFamilyName(string text) => PartOfName.Create(text, "familyName");

    private static Result<T>? Optional<T>(string? text, Func<string, Result<T>> create) => string.IsNullOrWhiteSpace(text) ? null : create(text);
}
