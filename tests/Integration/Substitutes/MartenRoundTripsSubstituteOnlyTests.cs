using JasperFx;
using Marten;
using Marten.Exceptions;
using Marten.Operations;
using Marten.Sessions;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>How often a session speaks with PostgreSQL, and what it leaves there.</summary>
public sealed class MartenRoundTripsSubstituteOnlyTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_save_of_any_operations_is_one_round_trip()
    {
        await using var trips = new RoundTripCounter(database.ConnectionString);
        using var store = await ReadyAsync(trips);
        var (citizen, account, chapter) = (Someone(), NewAccount(), new Chapter { Id = Guid.CreateVersion7() });
        await using var session = store.LightweightSession();
        session.Insert(citizen);
        session.Insert(account);
        session.Insert(new Ticket { Id = 1 }, new Ticket { Id = 2 });
        (await trips.DuringAsync(() => session.SaveChangesAsync(Cancellation))).ShouldBe(1);

        session.UpdateRevision(citizen, 2);
        session.TryUpdateRevision(citizen, 2);
        session.Update(account);
        session.Store(NewAccount());
        session.UpdateRevision(chapter, 7);
        session.Update(chapter);
        session.Update(new Ticket { Id = 1 });
        session.Delete<Ticket>(2);
        session.QueueSqlCommand("select 1");
        (await trips.DuringAsync(() => session.SaveChangesAsync(Cancellation))).ShouldBe(1);
        (citizen.Version, chapter.Version).ShouldBe((2, 8));
    }

    [Fact]
    public async Task A_refusal_is_one_round_trip_too_and_leaves_nothing()
    {
        await using var trips = new RoundTripCounter(database.ConnectionString);
        using var store = await ReadyAsync(trips);
        var citizen = Someone();
        await using var session = store.LightweightSession();
        session.Insert(citizen);
        await session.SaveChangesAsync(Cancellation);

        await RefusedAsync<ConcurrencyException>(s => s.UpdateRevision(citizen, 1));
        await RefusedAsync<ConcurrencyException>(s => s.Update(NewAccount()));
        await RefusedAsync<ConcurrencyException>(s => s.Update(new Chapter { Id = Guid.CreateVersion7() }));
        await RefusedAsync<NonExistentDocumentException>(s => s.Update(new Ticket { Id = 404 }));
        await RefusedAsync<TimeoutException>(s => s.QueueOperation(new NoRow()));
        (await database.ScalarAsync<long>("select count(*) from people.mt_doc_ticket where id > 100")).ShouldBe(0);

        async Task RefusedAsync<TException>(Action<IDocumentSession> queue)
            where TException : Exception
        {
            await using var refused = store.LightweightSession();
            refused.Insert(new Ticket { Id = 101 });
            queue(refused);
            refused.Insert(new Ticket { Id = 102 });
            (await trips.DuringAsync(() => Should.ThrowAsync<TException>(refused.SaveChangesAsync(Cancellation)))).ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_read_is_one_round_trip()
    {
        await using var trips = new RoundTripCounter(database.ConnectionString);
        using var store = await ReadyAsync(trips);
        await using var session = store.QuerySession();
        (await trips.DuringAsync(() => session.LoadAsync<Citizen>(Guid.Empty, Cancellation))).ShouldBe(1);
        (await trips.DuringAsync(() => session.QueryAsync<Citizen>("where d.email = ?", Cancellation, "x"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_rolls_the_callers_own_transaction_back()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        await session.CheckExistsAsync<Ticket>(1, Cancellation);
        await session.BeginTransactionAsync(Cancellation);
        await using var direct = new NpgsqlCommand("insert into people.mt_doc_ticket (id, data) values (201, '{}')", session.Connection);
        await direct.ExecuteNonQueryAsync(Cancellation);
        session.Update(new Ticket { Id = 404 });
        await Should.ThrowAsync<NonExistentDocumentException>(session.SaveChangesAsync(Cancellation));
        (await session.CheckExistsAsync<Ticket>(201, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Statements_that_are_used_again_are_prepared()
    {
        using var store = database.Store(o => o.Connection(database.ConnectionString));
        var citizen = Someone();
        await using var session = store.LightweightSession();
        session.Insert(citizen);
        await session.SaveChangesAsync(Cancellation);
        await using var held = store.LightweightSession();
        (await PreparedAsync(held)).ShouldBe(0);
        for (var revision = 2; revision < 5; revision++)
        {
            held.UpdateRevision((await held.LoadAsync<Citizen>(citizen.Id, Cancellation))!, revision);
            await held.SaveChangesAsync(Cancellation);
        }

        (await PreparedAsync(held)).ShouldBe(2);
    }

    [Fact]
    public async Task A_column_that_another_node_widens_disturbs_no_prepared_statement()
    {
        using var store = database.Store(o =>
        {
            o.Connection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1 }.ConnectionString);
            o.Schema.For<Chapter>().DatabaseSchemaName("widened");
        });
        var (chapter, other) = (new Chapter { Id = Guid.CreateVersion7() }, new Chapter { Id = Guid.CreateVersion7() });
        for (var revision = 1; revision < 8; revision++)
        {
            await using var session = store.LightweightSession();
            session.UpdateRevision(chapter, revision);
            session.TryUpdateRevision(chapter, 1);
            session.Store(other);
            await session.SaveChangesAsync(Cancellation);
            (await session.LoadAsync<Chapter>(chapter.Id, Cancellation))!.Version.ShouldBe(revision);
            other.Version.ShouldBe(revision);
            if (revision == 4) await database.ExecuteAsync("alter table widened.mt_doc_chapter alter mt_version type bigint");
        }
    }

    private static async Task<long> PreparedAsync(IDocumentSession session)
    {
        await using var count = new NpgsqlCommand(
            "select count(*) from pg_prepared_statements where statement ~ '^(select d.data|with written)'", session.Connection);
        return (long)(await count.ExecuteScalarAsync(Cancellation))!;
    }

    private async Task<DocumentStore> ReadyAsync(RoundTripCounter trips)
    {
        var store = database.Store(o =>
        {
            o.Connection(trips.ConnectionString);
            o.Schema.For<Ticket>();
            o.Schema.For<Chapter>();
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return store;
    }

    private static Account NewAccount() => new() { Id = Guid.CreateVersion7(), Login = $"{Guid.CreateVersion7()}" };

    private static Citizen Someone()
    {
        var id = Guid.CreateVersion7();
        return new(id, $"{id:N}@example.test", "Someone");
    }

    private sealed class NoRow : IStorageOperation
    {
        public NpgsqlBatchCommand ToCommand() =>
            new(Refusal.WhenNoRow("update people.mt_doc_ticket set data = data where id = -1 returning 1"));

        public Exception? Translate(PostgresException exception) => Refusal.Is(exception) ? new TimeoutException("no longer owned") : null;
    }
}
