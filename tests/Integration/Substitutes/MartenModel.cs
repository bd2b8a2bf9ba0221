using FsCheck;
using FsCheck.Fluent;
using JasperFx;
using Marten.Exceptions;

namespace Monolith.Tests.Integration.Substitutes;

internal enum Change
{
    Store,
    Insert,
    Update,
    UpdateRevision,
    TryUpdateRevision,
    UpdateExpectedVersion,
    Delete,
    DeleteById,
}

/// <summary>The kinds of document: counted by revision, plain with number and text ids, and with a version that the writer must know.</summary>
internal enum Shelf
{
    Chapters,
    Tickets,
    Settings,
    Letters,
}

/// <param name="Session">Which of the open sessions takes the step.</param>
/// <param name="Change">Null: the session saves what it has queued.</param>
internal sealed record Step(int Session, Change? Change, Shelf Shelf, int Document, int Revision)
{
    public static Gen<Step> Any(int sessions, int documents) =>
        from session in Gen.Choose(0, sessions - 1)
        from saves in Gen.Choose(0, 3)
        from change in Gen.Elements(Enum.GetValues<Change>())
        from shelf in Gen.Elements(Enum.GetValues<Shelf>())
        from document in Gen.Choose(0, documents - 1)
        from revision in Gen.Choose(1, 6)
        select new Step(session, saves == 0 ? null : Fitting(change, shelf), shelf, document, revision);

    /// <summary>Revisions are of chapters and versions of letters; elsewhere the document is stored.</summary>
    private static Change Fitting(Change change, Shelf shelf) => change switch
    {
        Substitutes.Change.UpdateRevision or Substitutes.Change.TryUpdateRevision when shelf != Shelf.Chapters => Substitutes.Change.Store,
        Substitutes.Change.UpdateExpectedVersion when shelf != Shelf.Letters => Substitutes.Change.Store,
        _ => change,
    };
}

/// <param name="Text">What the document says.</param>
/// <param name="Revision">Of a chapter; otherwise 0.</param>
/// <param name="Write">Tells one write of a letter from another, as its Guid does.</param>
internal sealed record Row(string Text, int Revision, int Write);

/// <param name="Seen">The write of the letter that its writer had seen.</param>
internal sealed record QueuedStep(Step Step, string Text, int? Seen);

/// <summary>The rows that are committed, and the rules by which a save changes them or is refused.</summary>
internal sealed class MartenModel
{
    private int writes;

    public Dictionary<(Shelf Shelf, int Document), Row> Rows { get; private set; } = [];

    /// <summary>Tries a whole save, and answers why it is refused. Of several reasons it is open which is told.</summary>
    public IReadOnlyCollection<Type> Save(IEnumerable<QueuedStep> queued)
    {
        var after = new Dictionary<(Shelf, int), Row>(Rows);
        var refusals = new HashSet<Type>();
        foreach (var step in queued) refusals.UnionWith(Apply(after, step));
        if (refusals.Count == 0) Rows = after;
        return refusals;
    }

    private Type[] Apply(Dictionary<(Shelf, int), Row> rows, QueuedStep queued)
    {
        var step = queued.Step;
        var key = (step.Shelf, step.Document);
        var stored = rows.GetValueOrDefault(key);
        var revised = step.Change is Change.UpdateRevision or Change.TryUpdateRevision;
        var stale = revised ? stored?.Revision >= step.Revision : step.Shelf == Shelf.Letters && stored is not null && stored.Write != queued.Seen;
        switch (step.Change)
        {
            case Change.Delete or Change.DeleteById:
                rows.Remove(key);
                return [];
            case Change.Insert when stored is not null:
                return [typeof(DocumentAlreadyExistsException)];
            case Change.Update when stored is null:
                return step.Shelf switch
                {
                    Shelf.Chapters => [typeof(ConcurrencyException)],
                    Shelf.Letters => [typeof(ConcurrencyException), typeof(NonExistentDocumentException)],
                    _ => [typeof(NonExistentDocumentException)],
                };
            case Change.TryUpdateRevision when stale:
                return [];
            default:
                if (stale) return [typeof(ConcurrencyException)];
                var revision = step.Shelf != Shelf.Chapters ? 0 : revised ? step.Revision : (stored?.Revision ?? 0) + 1;
                rows[key] = new(queued.Text, revision, step.Shelf == Shelf.Letters ? ++writes : 0);
                return [];
        }
    }
}
