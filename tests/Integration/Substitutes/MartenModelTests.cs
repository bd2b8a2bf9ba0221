using FsCheck;
using FsCheck.Fluent;
using JasperFx;
using Marten;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Random steps of several open sessions, compared after every save with a dictionary that obeys the same rules.</summary>
public sealed class MartenModelTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private const int Sessions = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_interleaving_of_sessions_leaves_what_the_model_says()
    {
        using var store = await StoreAsync();
        var histories = Step.Any(Sessions, MartenModelSession.Guids.Length).ArrayOf(60);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(80),
            Prop.ForAll(histories.ToArbitrary(), history => AgreesAsync(store, history).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_no_update_and_leave_no_half_of_a_save()
    {
        const int writers = 6, turns = 20;
        using var store = await StoreAsync();
        var id = Guid.CreateVersion7();
        await using (var session = store.LightweightSession())
        {
            session.Insert(new Chapter { Id = id, Text = "0" });
            await session.SaveChangesAsync(Cancellation);
        }

        var won = await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            var wins = 0;
            for (var turn = 0; turn < turns; turn++)
            {
                await using var session = store.LightweightSession();
                if (await CountsAsync(session, id, ticket: 1000 + (writer * turns) + turn)) wins++;
            }

            return wins;
        }));

        await using var query = store.QuerySession();
        var chapter = (await query.LoadAsync<Chapter>(id, Cancellation))!;
        chapter.Version.ShouldBe(1 + won.Sum());
        chapter.Text.ShouldBe($"{won.Sum()}");
        (await database.ScalarAsync<long>("select count(*) from people.mt_doc_ticket where id >= 1000")).ShouldBe(won.Sum());
    }

    /// <summary>Adds one to the number in the chapter, with a ticket as witness, unless another writer was faster.</summary>
    private static async Task<bool> CountsAsync(IDocumentSession session, Guid id, int ticket)
    {
        var chapter = (await session.LoadAsync<Chapter>(id, Cancellation))!;
        chapter.Text = $"{chapter.Version}";
        session.Insert(new Ticket { Id = ticket });
        session.UpdateRevision(chapter, chapter.Version + 1);
        try
        {
            await session.SaveChangesAsync(Cancellation);
            return true;
        }
        catch (ConcurrencyException)
        {
            return false;
        }
    }

    private async Task<DocumentStore> StoreAsync()
    {
        var store = database.Store(o =>
        {
            o.Schema.For<Chapter>();
            o.Schema.For<Ticket>();
            o.Schema.For<Setting>();
            o.Schema.For<Letter>();
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await database.ExecuteAsync(
            "truncate people.mt_doc_chapter, people.mt_doc_ticket, people.mt_doc_setting, people.mt_doc_letter");
        return store;
    }

    private async Task<bool> AgreesAsync(DocumentStore store, IEnumerable<Step> history)
    {
        await database.ExecuteAsync(
            "truncate people.mt_doc_chapter, people.mt_doc_ticket, people.mt_doc_setting, people.mt_doc_letter");
        var model = new MartenModel();
        var sessions = Enumerable.Range(0, Sessions).Select(_ => new MartenModelSession(store.LightweightSession(), model)).ToArray();
        await using var reader = store.QuerySession();
        var number = 0;
        foreach (var step in history)
        {
            await sessions[step.Session].TakeAsync(step, $"text {number++}");
            if (step.Change is null) await AssertSameAsync(reader, model);
        }

        foreach (var session in sessions)
        {
            await session.SaveAsync();
            await session.DisposeAsync();
        }

        await AssertSameAsync(reader, model);
        return true;
    }

    private static async Task AssertSameAsync(IQuerySession session, MartenModel model)
    {
        var chapters = await session.LoadManyAsync<Chapter>(Cancellation, MartenModelSession.Guids);
        var letters = await session.LoadManyAsync<Letter>(Cancellation, MartenModelSession.Guids);
        var tickets = await session.QueryAsync<Ticket>("order by d.id", Cancellation);
        var settings = await session.QueryAsync<Setting>("order by d.id", Cancellation);
        IEnumerable<string> stored =
        [
            .. chapters.Select(c => $"{Shelf.Chapters} {Array.IndexOf(MartenModelSession.Guids, c.Id)} {c.Text} {c.Version}"),
            .. letters.Select(l => $"{Shelf.Letters} {Array.IndexOf(MartenModelSession.Guids, l.Id)} {l.Text} 0"),
            .. tickets.Select(t => $"{Shelf.Tickets} {t.Id - 1} {t.Subject} 0"),
            .. settings.Select(s => $"{Shelf.Settings} {Document(s)} {s.Value} 0"),
        ];
        stored.ShouldBe(model.Rows.Select(r => $"{r.Key.Shelf} {r.Key.Document} {r.Value.Text} {r.Value.Revision}"), ignoreOrder: true);
    }

    private static int Document(Setting setting) =>
        Enumerable.Range(0, MartenModelSession.Guids.Length).Single(d => string.Equals(MartenModelSession.TextId(d), setting.Id, StringComparison.Ordinal));
}
