using System.Text.Json.Serialization;

namespace Monolith.Bench.Limit;

internal sealed record Credentials(string Email, string Password);

internal sealed record Registration(string Email, string Password, string DisplayName);

internal sealed record Refreshment(string RefreshToken);

internal sealed record SignInAnswer(string AccessToken, string TokenType, int ExpiresIn, SignedInUser User, string RefreshToken);

internal sealed record SignedInUser(Guid Id, string Email, string DisplayName, string[] Roles, string[] Permissions);

internal sealed record Invitation(string Email, string DisplayName);

internal sealed record Profile(string DisplayName, string? GivenName, string? FamilyName, string? Phone, string? Locale, string? TimeZone);

internal sealed record Change(string Field, string? From, string? To);

internal sealed record UserCreated(Guid UserId, string Email, string DisplayName, string Status, string[] Roles, DateTime CreatedAt);

internal sealed record KeySet(IReadOnlyList<Key> Keys);

internal sealed record Key(string Kty, string Use, string Alg, string Crv, string Kid, string X, string Y);

internal sealed record PersonPage(IReadOnlyList<Person> Items, int Page, int PageSize, long Total);

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
    string Status,
    string[] Roles,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    DateTime? LastSeenAt,
    int Version);

/// <summary>The JSON of every body, its code generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Credentials))]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(Refreshment))]
[JsonSerializable(typeof(SignInAnswer))]
[JsonSerializable(typeof(KeySet))]
[JsonSerializable(typeof(PersonPage))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(Invitation))]
[JsonSerializable(typeof(Profile))]
[JsonSerializable(typeof(Change[]))]
[JsonSerializable(typeof(UserCreated))]
internal sealed partial class Wire : JsonSerializerContext;
