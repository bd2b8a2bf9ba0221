using JasperFx;

namespace Monolith.Tests.Integration.Substitutes;

public sealed class MartenConcurrencyTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mapped_revision_is_filled_by_insert_load_query_and_update()
    {
        using var store = database.Store();
        var citizen = NewCitizen();
        await using var session = store.LightweightSession();
        session.Insert(citizen);
        await session.SaveChangesAsync(Cancellation);
        citizen.Version.ShouldBe(1);

        var loaded = (await session.LoadAsync<Citizen>(citizen.Id, Cancellation))!;
        loaded.Rename("Second");
        session.UpdateRevision(loaded, loaded.Version + 1);
        await session.SaveChangesAsync(Cancellation);
        loaded.Version.ShouldBe(2);

        var queried = await session.QueryAsync<Citizen>("where d.id = ?", Cancellation, citizen.Id);
        queried.ShouldHaveSingleItem().Version.ShouldBe(2);
        queried[0].DisplayName.ShouldBe("Second");
    }

    [Fact]
    public async Task A_stale_revision_is_refused_and_nothing_of_the_save_remains()
    {
        using var store = database.Store();
        var citizen = NewCitizen();
        await using var first = store.LightweightSession();
        first.Insert(citizen);
        await first.SaveChangesAsync(Cancellation);
        await using var second = store.LightweightSession();
        var stale = (await second.LoadAsync<Citizen>(citizen.Id, Cancellation))!;
        citizen.Rename("Winner");
        first.UpdateRevision(citizen, citizen.Version + 1);
        await first.SaveChangesAsync(Cancellation);

        var bystander = NewCitizen();
        stale.Rename("Loser");
        second.Store(bystander);
        second.UpdateRevision(stale, stale.Version + 1);
        var refusal = await Should.ThrowAsync<ConcurrencyException>(second.SaveChangesAsync(Cancellation));
        refusal.Id.ShouldBe(citizen.Id);
        (await first.LoadAsync<Citizen>(citizen.Id, Cancellation))!.DisplayName.ShouldBe("Winner");
        (await first.CheckExistsAsync<Citizen>(bystander.Id, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task One_of_many_simultaneous_writers_wins_each_revision()
    {
        using var store = database.Store();
        var citizen = NewCitizen();
        await using (var session = store.LightweightSession())
        {
            session.Insert(citizen);
            await session.SaveChangesAsync(Cancellation);
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await using var session = store.LightweightSession();
            var mine = (await session.LoadAsync<Citizen>(citizen.Id, Cancellation))!;
            mine.Rename($"writer {i}");
            session.UpdateRevision(mine, 2);
            try
            {
                await session.SaveChangesAsync(Cancellation);
                return true;
            }
            catch (ConcurrencyException)
            {
                return false;
            }
        }));
        outcomes.Count(won => won).ShouldBe(1);
    }

    [Fact]
    public async Task Try_update_does_nothing_when_stale()
    {
        using var store = database.Store();
        var citizen = NewCitizen();
        await using var session = store.LightweightSession();
        session.Insert(citizen);
        await session.SaveChangesAsync(Cancellation);
        citizen.Rename("Late");
        session.TryUpdateRevision(citizen, 1);
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Citizen>(citizen.Id, Cancellation))!.DisplayName.ShouldBe("Someone");
    }

    [Fact]
    public async Task Update_revision_inserts_what_is_missing_and_store_only_counts()
    {
        using var store = database.Store();
        var citizen = NewCitizen();
        await using var session = store.LightweightSession();
        session.UpdateRevision(citizen, 5);
        await session.SaveChangesAsync(Cancellation);
        citizen.Version.ShouldBe(5);
        session.Store(citizen);
        await session.SaveChangesAsync(Cancellation);
        citizen.Version.ShouldBe(6);
        session.Update(citizen);
        await session.SaveChangesAsync(Cancellation);
        citizen.Version.ShouldBe(7);
    }

    [Fact]
    public async Task Update_of_a_missing_revisioned_document_is_a_concurrency_problem()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        session.Update(NewCitizen());
        await Should.ThrowAsync<ConcurrencyException>(session.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task A_revisioned_document_carries_its_revision()
    {
        using var store = database.Store();
        var chapter = new Chapter { Id = Guid.CreateVersion7(), Text = "one" };
        await using var session = store.LightweightSession();
        session.Store(chapter);
        await session.SaveChangesAsync(Cancellation);
        chapter.Version.ShouldBe(1);
        session.Store(chapter);
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Chapter>(chapter.Id, Cancellation))!.Version.ShouldBe(2);
        (await database.ScalarAsync<int>($"select mt_version from people.mt_doc_chapter where id = '{chapter.Id}'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_session_remembers_the_guid_version_it_has_read()
    {
        using var store = database.Store();
        var account = new Account { Id = Guid.CreateVersion7(), Login = $"{Guid.CreateVersion7()}" };
        await using var first = store.LightweightSession();
        first.Store(account);
        await first.SaveChangesAsync(Cancellation);
        await using var second = store.LightweightSession();
        var read = (await second.LoadAsync<Account>(account.Id, Cancellation))!;

        account.FailedAttempts = 1;
        first.Store(account);
        await first.SaveChangesAsync(Cancellation);
        read.FailedAttempts = 9;
        second.Update(read);
        await Should.ThrowAsync<ConcurrencyException>(second.SaveChangesAsync(Cancellation));
        (await first.LoadAsync<Account>(account.Id, Cancellation))!.FailedAttempts.ShouldBe(1);
    }

    [Fact]
    public async Task Storing_a_detached_document_over_a_row_is_refused_without_its_version()
    {
        using var store = database.Store();
        var account = new Account { Id = Guid.CreateVersion7(), Login = $"{Guid.CreateVersion7()}" };
        await using var first = store.LightweightSession();
        first.Store(account);
        await first.SaveChangesAsync(Cancellation);

        await using var second = store.LightweightSession();
        second.Store(account);
        await Should.ThrowAsync<ConcurrencyException>(second.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task A_versioned_document_carries_its_version_between_sessions()
    {
        using var store = database.Store();
        var letter = new Letter { Id = Guid.CreateVersion7(), Text = "draft" };
        await using var first = store.LightweightSession();
        first.Store(letter);
        await first.SaveChangesAsync(Cancellation);
        letter.Version.ShouldNotBe(Guid.Empty);
        var stale = new Letter { Id = letter.Id, Text = "stale", Version = letter.Version };

        await using var second = store.LightweightSession();
        letter.Text = "final";
        second.Store(letter);
        await second.SaveChangesAsync(Cancellation);
        second.UpdateExpectedVersion(stale, stale.Version);
        await Should.ThrowAsync<ConcurrencyException>(second.SaveChangesAsync(Cancellation));
        await using var query = store.QuerySession();
        var loaded = (await query.LoadAsync<Letter>(letter.Id, Cancellation))!;
        loaded.Text.ShouldBe("final");
        loaded.Version.ShouldBe(letter.Version);
    }

    private static Citizen NewCitizen()
    {
        var id = Guid.CreateVersion7();
        return new(id, $"{id:N}@example.test", "Someone");
    }
}
