using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

/// <summary>An import as the API shows one.</summary>
/// <param name="FileName">As its sender calls it.</param>
/// <param name="Format"><c>csv</c> or <c>ndjson</c>.</param>
/// <param name="Columns">What the file has, and what of it was taken for what; columns without a field were ignored.</param>
/// <param name="InvitesByMail">Whether whoever it makes gets a mail with the link to an account.</param>
/// <param name="Rows">Rows with people in the file.</param>
/// <param name="Done">Rows that the present phase is through with.</param>
/// <param name="Created">People who were made, or would be.</param>
/// <param name="Updated">People who were changed, or would be.</param>
/// <param name="Unchanged">People who are as the file says.</param>
/// <param name="Failed">Rows with errors.</param>
/// <param name="Undone">Rows of which all was taken back.</param>
/// <param name="NotUndone">Rows of which something stays, because it was changed since.</param>
/// <param name="Errors">The first 100 of them.</param>
/// <param name="ActorId">Who asked for it.</param>
public sealed record UserImportView(
    Guid Id,
    ImportStatus Status,
    string? FileName,
    string Format,
    IReadOnlyList<ImportColumn> Columns,
    bool InvitesByMail,
    int Rows,
    int Done,
    int Created,
    int Updated,
    int Unchanged,
    int Failed,
    int Undone,
    int NotUndone,
    IReadOnlyList<ImportError> Errors,
    Guid ActorId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static UserImportView From(UserImport import)
    {
        ArgumentNullException.ThrowIfNull(import);
        return new(
            import.Id,
            import.Status,
            import.File.Name,
            import.File.Format,
            import.File.Columns,
            import.InvitesByMail,
            import.File.Rows,
            import.Done,
            import.Created,
            import.Updated,
            import.Unchanged,
            import.Failed,
            import.Undone,
            import.NotUndone,
            import.Errors,
            import.ActorId,
            import.CreatedAt,
            import.UpdatedAt);
    }
}

/// <summary>What a row makes of a person.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Email">As the file has it; null when it has none.</param>
/// <param name="UserId">Whom it made or changed; null for nobody, and for whom it would make.</param>
/// <param name="Fields">What it changes.</param>
/// <param name="IsUndone">Whether all of it was taken back.</param>
public sealed record ImportChangeView(
    int Row, string? Email, RowChange Change, Guid? UserId, IReadOnlyList<FieldChange> Fields, IReadOnlyList<RowError> Errors, bool IsUndone)
{
    /// <returns>Null for a row that nobody has looked at.</returns>
    public static ImportChangeView? From(ImportRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Outcome is { } outcome
            ? new(row.Number, row.Values.GetValueOrDefault("email"), outcome.Change, outcome.UserId, outcome.Fields, outcome.Errors, outcome.IsUndone)
            : null;
    }
}
