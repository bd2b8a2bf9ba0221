using FsCheck;
using FsCheck.Fluent;
using JasperFx;
using Marten;
using Marten.Exceptions;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Random saves on a few documents, compared after every save with a dictionary that obeys the same rules.</summary>
public sealed class MartenModelTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    public enum Kind
    {
        Store,
        Insert,
        Update,
        UpdateRevision,
        TryUpdateRevision,
        Delete,
    }

    [Fact]
    public async Task Any_sequence_of_saves_leaves_what_the_model_says()
    {
        using var store = database.Store(o => o.Schema.For<Chapter>());
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var step =
            from kind in Gen.Elements(Enum.GetValues<Kind>())
            from document in Gen.Choose(0, Ids.Length - 1)
            from revision in Gen.Choose(1, 6)
            select new Step(kind, document, revision);
        var saves = step.NonEmptyListOf().Select(steps => steps.Take(4).ToArray()).ListOf();
        var property = Prop.ForAll(saves.ToArbitrary(), history => AgreesAsync(store, history).GetAwaiter().GetResult());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(20), property);
    }

    private async Task<bool> AgreesAsync(DocumentStore store, IEnumerable<Step[]> history)
    {
        await database.ExecuteAsync("truncate people.mt_doc_chapter");
        var model = new Dictionary<int, (string Text, int Revision)>();
        var number = 0;
        foreach (var save in history)
        {
            await using var session = store.LightweightSession();
            var expected = new Dictionary<int, (string Text, int Revision)>(model);
            var refusals = new HashSet<Type>();
            foreach (var step in save)
            {
                var text = $"text {number++}";
                Queue(session, step, text);
                if (Apply(expected, step, text) is { } refusal) refusals.Add(refusal);
            }

            var refused = await SaveAsync(session);
            (refused is null ? refusals.Count == 0 : refusals.Contains(refused)).ShouldBeTrue($"{refused} of {string.Join(", ", refusals)}");
            if (refused is null) model = expected;
            (await StoredAsync(session)).ShouldBe(model, ignoreOrder: true);
        }

        return true;
    }

    private static void Queue(IDocumentSession session, Step step, string text)
    {
        var chapter = new Chapter { Id = Ids[step.Document], Text = text };
        switch (step.Kind)
        {
            case Kind.Store:
                session.Store(chapter);
                break;
            case Kind.Insert:
                session.Insert(chapter);
                break;
            case Kind.Update:
                session.Update(chapter);
                break;
            case Kind.UpdateRevision:
                session.UpdateRevision(chapter, step.Revision);
                break;
            case Kind.TryUpdateRevision:
                session.TryUpdateRevision(chapter, step.Revision);
                break;
            default:
                session.Delete(chapter);
                break;
        }
    }

    /// <summary>The reason to refuse the step; of several in one save it is open which one is told.</summary>
    private static Type? Apply(Dictionary<int, (string Text, int Revision)> documents, Step step, string text)
    {
        var exists = documents.TryGetValue(step.Document, out var stored);
        switch (step.Kind)
        {
            case Kind.Insert when exists:
                return typeof(DocumentAlreadyExistsException);
            case Kind.Update when !exists:
            case Kind.UpdateRevision when exists && stored.Revision >= step.Revision:
                return typeof(ConcurrencyException);
            case Kind.TryUpdateRevision when exists && stored.Revision >= step.Revision:
                return null;
            case Kind.Delete:
                documents.Remove(step.Document);
                return null;
            case Kind.UpdateRevision or Kind.TryUpdateRevision:
                documents[step.Document] = (text, step.Revision);
                return null;
            default:
                documents[step.Document] = (text, stored.Revision + 1);
                return null;
        }
    }

    private static async Task<Type?> SaveAsync(IDocumentSession session)
    {
        try
        {
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (Exception e) when (e is ConcurrencyException or DocumentAlreadyExistsException or NonExistentDocumentException)
        {
            return e.GetType();
        }
    }

    private static async Task<Dictionary<int, (string Text, int Revision)>> StoredAsync(IDocumentSession session)
    {
        var chapters = await session.LoadManyAsync<Chapter>(TestContext.Current.CancellationToken, Ids);
        return chapters.ToDictionary(c => Array.IndexOf(Ids, c.Id), c => (c.Text, c.Version));
    }

    public sealed record Step(Kind Kind, int Document, int Revision);
}
