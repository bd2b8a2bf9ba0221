using FsCheck;
using FsCheck.Fluent;
using JasperFx;
using Marten;
using Marten.Exceptions;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What many sessions add at the same time is one commit, and yet nobody's failure is another's.</summary>
public sealed class MartenCommonSavesSubstituteOnlyTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private const string Waiting = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private const string CountCommits = "select count(distinct xmin::text) from people.mt_doc_ticket where id between 1 and 99";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_many_add_while_another_save_is_on_its_way_is_one_commit()
    {
        using var store = await StoreAsync();
        Task[] saves;
        await using (await HoldTicketsAsync())
            saves = [.. Enumerable.Range(1, 50).Select(id => AddAsync(store, id))];
        await Task.WhenAll(saves);

        (await database.ScalarAsync<long>("select count(*) from people.mt_doc_ticket where id between 1 and 99")).ShouldBe(50);
        (await database.ScalarAsync<long>(CountCommits)).ShouldBeLessThan(5);
    }

    /// <summary>Every second has no values: PostgreSQL is not told then of what type they are.</summary>
    [Fact]
    public async Task What_many_add_together_has_its_columns_and_its_version()
    {
        using var store = await StoreAsync(options => options.Schema.For<Gauge>().DocumentAlias("gauge")
            .Duplicate(gauge => gauge.Level).Duplicate(gauge => gauge.Count).Duplicate(gauge => gauge.At).Duplicate(gauge => gauge.Unit));
        Task first;
        Citizen[] citizens = [.. Enumerable.Range(0, 45).Select(number => new Citizen(Guid.CreateVersion7(), $"{number}@together.test", "Ada"))];
        Task[] saves;
        await using (await HoldTicketsAsync())
        {
            first = AddAsync(store, 600);
            await WaitsForLockAsync();
            saves = [.. citizens.Select((citizen, number) => AddAsync(store, Gauge.Of(number), citizen, new Account { Id = citizen.Id, Login = citizen.Email }))];
        }

        await Task.WhenAll([first, .. saves]);
        (await database.ScalarAsync<long>(
            """
            select count(*) from people.mt_doc_gauge
            where level is not distinct from (data ->> 'Level')::numeric and count is not distinct from (data ->> 'Count')::int
              and at is not distinct from (data ->> 'At')::timestamptz and unit is not distinct from data ->> 'Unit'
            """)).ShouldBe(45);
        (await database.ScalarAsync<long>("select count(distinct xmin::text) from people.mt_doc_gauge")).ShouldBe(1);
        (await database.ScalarAsync<long>("select count(distinct mt_version) from people.mt_doc_account")).ShouldBe(45);
        citizens.ShouldAllBe(citizen => citizen.Version == 1);
        await using var session = store.LightweightSession();
        (await session.LoadManyAsync<Citizen>(Cancellation, citizens.Select(citizen => citizen.Id))).Select(citizen => (citizen.Email, citizen.Version))
            .ShouldBe(citizens.Select(citizen => (citizen.Email, citizen.Version)), ignoreOrder: true);
    }

    [Fact]
    public async Task Who_adds_what_is_there_fails_alone()
    {
        using var store = await StoreAsync();
        await AddAsync(store, 110);
        Task[] saves;
        await using (await HoldTicketsAsync())
            saves = [.. Enumerable.Range(100, 20).Select(id => AddAsync(store, id))];

        (await Should.ThrowAsync<DocumentAlreadyExistsException>(saves[10])).Id.ShouldBe(110);
        await Task.WhenAll(saves.Where((_, index) => index != 10));
        (await database.ScalarAsync<long>("select count(*) from people.mt_doc_ticket where id between 100 and 119")).ShouldBe(20);
    }

    [Fact]
    public async Task Of_two_who_add_the_same_one_succeeds()
    {
        using var store = await StoreAsync();
        Task[] saves;
        await using (await HoldTicketsAsync())
            saves = [AddAsync(store, 200), AddAsync(store, 201), AddAsync(store, 201)];

        await Should.ThrowAsync<DocumentAlreadyExistsException>(Task.WhenAll(saves));
        saves.Count(save => save.IsCompletedSuccessfully).ShouldBe(2);
        saves[0].IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gives_up_before_his_turn_has_added_nothing()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var store = await StoreAsync();
        Task first;
        await using (await HoldTicketsAsync())
        {
            first = AddAsync(store, 300);
            await WaitsForLockAsync();
            var second = AddAsync(store, 301, patience.Token);
            await patience.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(second);
        }

        await first;
        await AddAsync(store, 302);
        (await database.ScalarAsync<long>("select count(*) from people.mt_doc_ticket where id between 300 and 399")).ShouldBe(2);
    }

    [Fact]
    public async Task Who_changes_what_is_there_does_not_wait_for_those_who_add()
    {
        using var store = await StoreAsync();
        await StoreAsync(store, new Setting { Id = "kept", Value = "before" });
        Task adding;
        await using (await HoldTicketsAsync())
        {
            adding = AddAsync(store, 400);
            await WaitsForLockAsync();
            await StoreAsync(store, new Setting { Id = "kept", Value = "after" });
            adding.IsCompleted.ShouldBeFalse();
        }

        await adding;
        await using var session = store.QuerySession();
        (await session.LoadAsync<Setting>("kept", Cancellation))!.Value.ShouldBe("after");
    }

    [Fact]
    public async Task A_lost_connection_is_told_to_all_whose_save_it_carried_and_to_nobody_else()
    {
        using var store = await StoreAsync();
        Task first;
        Task[] together;
        await using (await HoldTicketsAsync())
        {
            first = AddAsync(store, 500);
            await WaitsForLockAsync();
            together = [AddAsync(store, 501), AddAsync(store, 502)];
            await DisconnectWaitingAsync();
            await Should.ThrowAsync<MartenCommandException>(first);
            await WaitsForLockAsync();
            await DisconnectWaitingAsync();
        }

        foreach (var save in together)
            await Should.ThrowAsync<MartenCommandException>(save);
        await AddAsync(store, 503);
        (await database.ScalarAsync<int[]>("select array_agg(id) from people.mt_doc_ticket where id between 500 and 599")).ShouldBe([503]);
    }

    /// <summary>Whatever is added together, and by how many: each id is there once, and exactly those fail who came later.</summary>
    [Fact]
    public async Task Added_together_is_as_if_added_one_after_another()
    {
        using var store = await StoreAsync();
        var round = 0;
        var sessions = Gen.Choose(0, 15).ArrayOf(3).Select(ids => ids.Distinct().ToArray()).ArrayOf(12);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(sessions.ToArbitrary(), added => HoldsAsync(added).GetAwaiter().GetResult()));

        async Task<bool> HoldsAsync(int[][] added)
        {
            var first = 1_000 + (Interlocked.Increment(ref round) * 100);
            var outcomes = await Task.WhenAll(added.Select(own => SucceedsAsync(store, [.. own.Select(id => first + id)])));
            var expected = added.Where((_, index) => outcomes[index]).SelectMany(own => own).Order().ToArray();
            var stored = await database.ScalarAsync<int[]>(
                $"select coalesce(array_agg(id - {first} order by id), '{{}}') from people.mt_doc_ticket where id between {first} and {first + 99}");
            // Nobody failed whose ids are all free, and no id is there of somebody who failed.
            return stored!.SequenceEqual(expected)
                && added.Where((_, index) => !outcomes[index]).All(own => own.Intersect(expected).Any());
        }
    }

    private async Task<DocumentStore> StoreAsync(Action<StoreOptions>? configure = null)
    {
        var store = database.Store(configure);
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await StoreAsync(store, new Ticket { Id = 1_000_000 });
        return store;
    }

    private async Task WaitsForLockAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await database.ScalarAsync<long>($"select count(*) from {Waiting}") != 1)
            await Task.Delay(20, limit.Token);
    }

    private Task DisconnectWaitingAsync() => database.ExecuteAsync($"select pg_terminate_backend(pid, 10000) from {Waiting}");

    private static async Task<bool> SucceedsAsync(DocumentStore store, int[] ids)
    {
        try
        {
            await using var session = store.LightweightSession();
            session.Insert(ids.Select(id => new Ticket { Id = id }));
            await session.SaveChangesAsync(Cancellation);
            return true;
        }
        catch (DocumentAlreadyExistsException)
        {
            return false;
        }
    }

    private static Task AddAsync(DocumentStore store, int id) => AddAsync(store, id, Cancellation);

    private static async Task AddAsync(DocumentStore store, int id, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        session.Insert(new Ticket { Id = id });
        await session.SaveChangesAsync(cancellation);
    }

    private static async Task AddAsync(DocumentStore store, Gauge gauge, Citizen citizen, Account account)
    {
        await using var session = store.LightweightSession();
        session.Insert(gauge);
        session.Insert(citizen);
        session.Insert(account);
        await session.SaveChangesAsync(Cancellation);
    }

    private static async Task StoreAsync<T>(DocumentStore store, T document)
        where T : notnull
    {
        await using var session = store.LightweightSession();
        session.Store(document);
        await session.SaveChangesAsync(Cancellation);
    }

    /// <summary>Until it is disposed nobody can write tickets.</summary>
    private async Task<IAsyncDisposable> HoldTicketsAsync()
    {
        var connection = await database.DataSource.OpenConnectionAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "begin; lock table people.mt_doc_ticket in share mode";
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    private sealed record Gauge(Guid Id, float? Level, int? Count, DateTimeOffset? At, string? Unit)
    {
        public static Gauge Of(int number) => number % 2 == 0
            ? new(Guid.CreateVersion7(), null, null, null, null)
            : new(Guid.CreateVersion7(), number / 10f, number, DateTimeOffset.UnixEpoch.AddDays(number), "m");
    }
}
