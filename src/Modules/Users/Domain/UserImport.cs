using System.Text.Json.Serialization;
using Monolith.Shared.Kernel;

namespace Monolith.Users.Domain;

/// <summary>A file of people: where its import is, and what has become of it so far. Its rows are kept in <see cref="ImportBatch"/>es.</summary>
public sealed class UserImport
{
    public const int MaxRows = 100_000;

    /// <summary>Of the errors so many are kept here, to be shown; all of them are kept with the rows.</summary>
    public const int MaxErrors = 100;

    [JsonConstructor]
    private UserImport()
    {
    }

    [JsonInclude]
    public Guid Id { get; private set; }

    /// <summary>Who asked for it.</summary>
    [JsonInclude]
    public Guid ActorId { get; private set; }

    [JsonInclude]
    public ImportStatus Status { get; private set; }

    [JsonInclude]
    public ImportedFile File { get; private set; } = ImportedFile.None;

    /// <summary>Whether whoever it makes gets a mail with the link to an account.</summary>
    [JsonInclude]
    public bool InvitesByMail { get; private set; }

    /// <summary>Rows that the present phase is through with.</summary>
    [JsonInclude]
    public int Done { get; private set; }

    [JsonInclude]
    public int Created { get; private set; }

    [JsonInclude]
    public int Updated { get; private set; }

    [JsonInclude]
    public int Unchanged { get; private set; }

    [JsonInclude]
    public int Failed { get; private set; }

    [JsonInclude]
    public int Undone { get; private set; }

    /// <summary>Rows of which something was changed since, so that it stays.</summary>
    [JsonInclude]
    public int NotUndone { get; private set; }

    /// <summary>The first <see cref="MaxErrors"/> of them.</summary>
    [JsonInclude]
    public IReadOnlyList<ImportError> Errors { get; private set; } = [];

    /// <summary>The batch that the present phase waits for, 1 for the first.</summary>
    [JsonInclude]
    public int NextBatch { get; private set; }

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    [JsonInclude]
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Counts the changes; the store sets it.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    /// <summary>Whether there is a batch to do now.</summary>
    [JsonIgnore]
    public bool IsUnderWay => Status is ImportStatus.Reviewing or ImportStatus.Running or ImportStatus.Undoing;

    /// <param name="isDryRun">Whether only what it would change is found out.</param>
    public static UserImport Begin(Guid id, ImportedFile file, bool isDryRun, bool invitesByMail, Guid actorId, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new UserImport
        {
            Id = id,
            ActorId = actorId,
            File = file,
            Status = isDryRun ? ImportStatus.Reviewing : ImportStatus.Running,
            InvitesByMail = invitesByMail,
            NextBatch = 1,
            CreatedAt = at,
            UpdatedAt = at,
        };
    }

    /// <summary>Whether this batch is to be done now: a message that comes again finds that it is not.</summary>
    public bool Awaits(ImportStatus phase, int batch) => Status == phase && NextBatch == batch;

    /// <summary>What was reviewed is to be written.</summary>
    public Result Apply(DateTimeOffset at)
    {
        if (Status != ImportStatus.Reviewed)
            return ImportErrors.NotReviewed;
        (Created, Updated, Unchanged, Failed, Errors) = (0, 0, 0, 0, []);
        Enter(ImportStatus.Running, at);
        return Result.Success;
    }

    /// <summary>What was written is to be taken back.</summary>
    public Result Undo(DateTimeOffset at)
    {
        if (Status != ImportStatus.Completed)
            return ImportErrors.NotCompleted;
        Enter(ImportStatus.Undoing, at);
        return Result.Success;
    }

    /// <summary>The batch that was waited for is done.</summary>
    public void Count(ImportBatch batch, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var outcomes = batch.Rows.Select(row => row.Outcome!).ToList();
        if (Status == ImportStatus.Undoing)
            CountUndone(outcomes);
        else
            CountChanges(outcomes);
        Errors = [.. Errors, .. NewErrors(batch).Take(MaxErrors - Errors.Count)];
        (Done, NextBatch, UpdatedAt) = (Done + outcomes.Count, NextBatch + 1, at);
        if (NextBatch > File.Batches)
            Status = Status switch { ImportStatus.Reviewing => ImportStatus.Reviewed, ImportStatus.Running => ImportStatus.Completed, _ => ImportStatus.Undone };
    }

    /// <summary>The rows are gone.</summary>
    public void Fail(DateTimeOffset at) => (Status, UpdatedAt) = (ImportStatus.Failed, at);

    private void Enter(ImportStatus phase, DateTimeOffset at) => (Status, Done, NextBatch, UpdatedAt) = (phase, 0, 1, at);

    private void CountChanges(List<RowOutcome> outcomes)
    {
        Created += outcomes.Count(outcome => outcome.Change == RowChange.Create);
        Updated += outcomes.Count(outcome => outcome.Change == RowChange.Update);
        Unchanged += outcomes.Count(outcome => outcome.Change == RowChange.None);
        Failed += outcomes.Count(outcome => outcome.Change == RowChange.Failed);
    }

    private void CountUndone(List<RowOutcome> outcomes)
    {
        Undone += outcomes.Count(outcome => outcome.IsUndone);
        NotUndone += outcomes.Count(outcome => outcome is { Change: RowChange.Create or RowChange.Update, IsUndone: false });
    }

    /// <summary>Rows that failed when they were written are told of already when they are undone.</summary>
    private IEnumerable<ImportError> NewErrors(ImportBatch batch) =>
        from row in batch.Rows
        where Status != ImportStatus.Undoing || row.Outcome!.Change != RowChange.Failed
        from error in row.Outcome!.Errors
        select new ImportError(row.Number, error.Field, error.Message);
}

/// <param name="Row">Its number in the file.</param>
public sealed record ImportError(int Row, string Field, string Message);

/// <summary>What is known of an imported file.</summary>
/// <param name="Name">As its sender calls it; null when nobody said.</param>
/// <param name="Format"><c>csv</c> or <c>ndjson</c>.</param>
/// <param name="Rows">Rows with people in it.</param>
/// <param name="Batches">In which they are kept.</param>
public sealed record ImportedFile(string? Name, string Format, int Rows, int Batches, IReadOnlyList<ImportColumn> Columns)
{
    public static ImportedFile None { get; } = new(null, string.Empty, 0, 0, []);
}

/// <summary>A column of a CSV file, or a member of the objects in an NDJSON file.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Name">As the file has it.</param>
/// <param name="Field">What of a person it is, by the names of the API; null when it is ignored.</param>
public sealed record ImportColumn(int Number, string Name, string? Field);
