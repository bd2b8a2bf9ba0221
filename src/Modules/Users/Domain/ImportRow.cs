namespace Monolith.Users.Domain;

/// <summary>A row of an imported file, and what became of it.</summary>
/// <param name="Number">In the file: 1 is its first row, which in a CSV file names the columns.</param>
/// <param name="Values">By the names of the API; a field that the file does not have is missing, an empty one is null.</param>
/// <param name="Problems">What was wrong with it before anybody looked at its values.</param>
/// <param name="Outcome">Null until it was looked at.</param>
public sealed record ImportRow(
    int Number, IReadOnlyDictionary<string, string?> Values, IReadOnlyList<RowError> Problems, RowOutcome? Outcome = null);

/// <param name="Field">The name of the API, or <c>row</c> for all of it.</param>
/// <param name="Message">One sentence; it never repeats what is in the file.</param>
public sealed record RowError(string Field, string Message);

/// <summary>What a row makes of a person. The numbers are stored: never renumber.</summary>
public enum RowChange
{
    /// <summary>The person is as the row says.</summary>
    None = 0,

    Create = 1,

    Update = 2,

    /// <summary>Nothing, because the row has errors.</summary>
    Failed = 3,
}

/// <param name="UserId">Whom it made or changed; null when nobody, and for whom it would make.</param>
/// <param name="Fields">What it changes.</param>
/// <param name="Errors">Why it failed, or could not be undone.</param>
/// <param name="IsUndone">Whether all of it was taken back.</param>
public sealed record RowOutcome(
    RowChange Change, Guid? UserId, IReadOnlyList<FieldChange> Fields, IReadOnlyList<RowError> Errors, bool IsUndone = false)
{
    public static RowOutcome Failed(params IReadOnlyList<RowError> errors) => new(RowChange.Failed, null, [], errors);
}
