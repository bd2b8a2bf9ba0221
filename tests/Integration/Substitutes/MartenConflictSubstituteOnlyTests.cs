using Marten;
using Marten.Exceptions;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>
/// Conflicts of two real transactions. In one that the caller began the save tells them; by itself a save is done again, as long as
/// it was PostgreSQL that rolled it back.
/// </summary>
public sealed class MartenConflictSubstituteOnlyTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_over_what_changed_since_the_snapshot_is_a_concurrent_update()
    {
        using var store = await StoreWithAsync(1);
        await using var session = await SerializableAsync(store);
        await session.LoadAsync<Ticket>(1, Cancellation);
        await SaveAsync(store, new Ticket { Id = 1, Subject = "winner" });

        session.Store(new Ticket { Id = 1, Subject = "loser" });
        await Should.ThrowAsync<ConcurrentUpdateException>(session.SaveChangesAsync(Cancellation));
        (await session.LoadAsync<Ticket>(1, Cancellation))!.Subject.ShouldBe("winner");
    }

    [Fact]
    public async Task Of_two_transactions_that_each_read_what_the_other_writes_one_is_a_concurrent_update_at_its_commit()
    {
        using var store = await StoreWithAsync(11, 12);
        await using var first = await SerializableAsync(store);
        await using var second = await SerializableAsync(store);
        await first.LoadAsync<Ticket>(11, Cancellation);
        await second.LoadAsync<Ticket>(12, Cancellation);
        first.Store(new Ticket { Id = 12, Subject = "first" });
        second.Store(new Ticket { Id = 11, Subject = "second" });
        await first.SaveChangesAsync(Cancellation);
        await Should.ThrowAsync<ConcurrentUpdateException>(second.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task Of_two_transactions_that_wait_for_each_other_one_is_a_failed_command()
    {
        using var store = await StoreWithAsync(21, 22);
        await using var first = await HoldingAsync(store, 21);
        await using var second = await HoldingAsync(store, 22);
        first.Store(new Ticket { Id = 22, Subject = "first" });
        second.Store(new Ticket { Id = 21, Subject = "second" });
        var failures = await Task.WhenAll(FailureAsync(first), FailureAsync(second));
        failures.OfType<PostgresException>().ShouldHaveSingleItem().SqlState.ShouldBe(PostgresErrorCodes.DeadlockDetected);
    }

    [Fact]
    public async Task A_save_that_is_sacrificed_by_itself_is_done_again()
    {
        using var store = await StoreWithAsync(31, 32);
        await database.ExecuteAsync("create sequence attempts");
        await database.ExecuteAsync(
            """
            create function fail_twice() returns int language plpgsql as
            $$ begin if nextval('attempts') < 3 then raise exception 'sacrificed' using errcode = '40P01'; end if; return 1; end $$
            """);
        await using var session = store.LightweightSession();
        session.Store(new Ticket { Id = 31, Subject = "patient" });
        session.QueueSqlCommand("select fail_twice()");
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Ticket>(31, Cancellation))!.Subject.ShouldBe("patient");
        (await database.ScalarAsync<long>("select last_value from attempts")).ShouldBe(3);
    }

    private async Task<DocumentStore> StoreWithAsync(params int[] ids)
    {
        var store = database.Store();
        await SaveAsync(store, [.. ids.Select(id => new Ticket { Id = id })]);
        return store;
    }

    private static async Task SaveAsync(DocumentStore store, params Ticket[] tickets)
    {
        await using var session = store.LightweightSession();
        session.Store(tickets);
        await session.SaveChangesAsync(Cancellation);
    }

    private static async Task<IDocumentSession> SerializableAsync(DocumentStore store)
    {
        var session = store.LightweightSession();
        await session.BeginTransactionAsync(Cancellation);
        await using var serializable = new NpgsqlCommand("set transaction isolation level serializable", session.Connection);
        await serializable.ExecuteNonQueryAsync(Cancellation);
        return session;
    }

    private static async Task<IDocumentSession> HoldingAsync(DocumentStore store, int id)
    {
        var session = store.LightweightSession();
        await session.BeginTransactionAsync(Cancellation);
        await session.QueryAsync<Ticket>("where d.id = ? for update", Cancellation, id);
        return session;
    }

    private static async Task<Exception?> FailureAsync(IDocumentSession session)
    {
        try
        {
            await session.SaveChangesAsync(Cancellation);
            return null;
        }
        catch (MartenCommandException e)
        {
            return e.InnerException;
        }
    }
}
