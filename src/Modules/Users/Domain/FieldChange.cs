namespace Monolith.Users.Domain;

/// <summary>One field of a person became something else.</summary>
/// <param name="Field">Its name in the API.</param>
/// <param name="From">Null where there was nothing.</param>
/// <param name="To">Null where there is nothing any more.</param>
public sealed record FieldChange(string Field, string? From, string? To);
