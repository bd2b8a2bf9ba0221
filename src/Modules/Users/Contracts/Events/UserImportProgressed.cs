namespace Monolith.Users.Contracts.Events;

/// <summary>An import of people has begun, is further than before, or has come to an end.</summary>
/// <param name="Status"><c>reviewing</c>, <c>reviewed</c>, <c>running</c>, <c>completed</c>, <c>undoing</c>, <c>undone</c> or <c>failed</c>.</param>
/// <param name="Rows">Rows with people in the file.</param>
/// <param name="Done">Rows that the present phase is through with.</param>
/// <param name="ProgressedAt">Of two events the one with the greater time is the later.</param>
public sealed record UserImportProgressed(
    Guid ImportId,
    string Status,
    int Rows,
    int Done,
    int Created,
    int Updated,
    int Unchanged,
    int Failed,
    int Undone,
    int NotUndone,
    DateTimeOffset ProgressedAt)
{
    public const string Alias = "users.user-import-progressed.v1";
}
