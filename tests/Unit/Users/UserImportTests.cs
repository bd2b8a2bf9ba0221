using Monolith.Users.Domain;

namespace Monolith.Tests.Unit.Users;

public sealed class UserImportTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly RowOutcome Made = new(RowChange.Create, Guid.CreateVersion7(), [], []);

    private readonly Guid id = Guid.CreateVersion7();

    [Fact]
    public void A_dry_run_is_reviewed_batch_by_batch_then_applied_and_undone()
    {
        var import = Begin(batches: 2, isDryRun: true);
        import.Awaits(ImportStatus.Reviewing, 1).ShouldBeTrue();
        import.Count(Batch(1, Made, RowOutcome.Failed(new RowError("email", "Is missing."))), Now);
        import.Awaits(ImportStatus.Reviewing, 1).ShouldBeFalse();
        import.Count(Batch(2, Made), Now);
        (import.Status, import.Created, import.Failed, import.Done).ShouldBe((ImportStatus.Reviewed, 2, 1, 3));
        import.Errors.ShouldBe([new ImportError(11, "email", "Is missing.")]);

        import.Apply(Now).IsSuccess.ShouldBeTrue();
        (import.Status, import.Created, import.Failed, import.Done, import.NextBatch, import.Errors.Count).ShouldBe((ImportStatus.Running, 0, 0, 0, 1, 0));
        import.Count(Batch(1, Made), Now);
        import.Count(Batch(2, Made), Now);
        import.Status.ShouldBe(ImportStatus.Completed);

        import.Undo(Now).IsSuccess.ShouldBeTrue();
        import.Count(Batch(1, Made with { IsUndone = true }), Now);
        import.Count(Batch(2, Made with { Errors = [new RowError("row", "Stays.")] }), Now);
        (import.Status, import.Undone, import.NotUndone, import.Created).ShouldBe((ImportStatus.Undone, 1, 1, 2));
        import.Errors.ShouldBe([new ImportError(20, "row", "Stays.")]);
    }

    [Fact]
    public void Only_what_was_reviewed_is_applied_and_only_what_is_completed_is_undone_once()
    {
        var import = Begin(batches: 1, isDryRun: false);
        import.Apply(Now).Error.ShouldBe(ImportErrors.NotReviewed);
        import.Undo(Now).Error.ShouldBe(ImportErrors.NotCompleted);
        import.Count(Batch(1, Made), Now);
        import.Undo(Now).IsSuccess.ShouldBeTrue();
        import.Undo(Now).Error.ShouldBe(ImportErrors.NotCompleted);
    }

    [Fact]
    public void Of_many_errors_the_first_are_shown()
    {
        var import = Begin(batches: 1, isDryRun: false);
        import.Count(Batch(1, [.. Enumerable.Repeat(RowOutcome.Failed(new RowError("email", "Is missing.")), 150)]), Now);
        (import.Errors.Count, import.Failed).ShouldBe((UserImport.MaxErrors, 150));
    }

    private UserImport Begin(int batches, bool isDryRun) =>
        UserImport.Begin(id, new ImportedFile("people.csv", "csv", 3, batches, []), isDryRun, invitesByMail: false, Guid.CreateVersion7(), Now);

    /// <summary>Its rows have the numbers 10, 11, ... or 20, 21, ...</summary>
    private ImportBatch Batch(int number, params RowOutcome[] outcomes)
    {
        var batch = ImportBatch.Of(
            id, number, [.. outcomes.Select((_, index) => new ImportRow((number * 10) + index, new Dictionary<string, string?>(), []))], Now);
        batch.Settle(outcomes);
        return batch;
    }
}
