using Marten;
using Marten.Exceptions;
using Marten.Services;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

public sealed class MartenSessionTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sql_commands_are_part_of_the_save()
    {
        using var store = database.Store();
        await database.ExecuteAsync("create table if not exists side_effects (note text primary key)");
        await using var session = store.LightweightSession();
        session.Store(new Ticket { Id = 1 });
        session.QueueSqlCommand("insert into side_effects values (?);", "written");
        await session.SaveChangesAsync(Cancellation);
        (await database.ScalarAsync<long>("select count(*) from side_effects where note = 'written'")).ShouldBe(1);

        session.Store(new Ticket { Id = 2 });
        session.QueueSqlCommand('^', "insert into side_effects values (^)", "written");
        var refusal = await Should.ThrowAsync<MartenCommandException>(session.SaveChangesAsync(Cancellation));
        refusal.InnerException.ShouldBeOfType<PostgresException>().ConstraintName.ShouldBe("side_effects_pkey");
        (await session.CheckExistsAsync<Ticket>(2, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Several_commands_in_one_text_are_refused()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        Should.Throw<ArgumentOutOfRangeException>(() => session.QueueSqlCommand("select 1; select 2"));
    }

    [Fact]
    public async Task Listeners_may_add_to_the_save_and_see_what_was_committed()
    {
        using var store = database.Store();
        var listener = new Witness();
        await using var session = store.LightweightSession();
        session.Listeners.Add(listener);
        session.Insert(new Ticket { Id = 20 });
        session.Store(new Ticket { Id = 21 });
        await session.SaveChangesAsync(Cancellation);

        listener.Seen.ShouldBe(["inserted 20", "updated 21", "updated 22"]);
        (await session.CheckExistsAsync<Ticket>(22, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task Listeners_hear_nothing_of_a_save_that_fails_or_is_empty()
    {
        using var store = database.Store();
        var listener = new Witness();
        await using var session = store.LightweightSession();
        session.Listeners.Add(listener);
        await session.SaveChangesAsync(Cancellation);
        session.Update(new Ticket { Id = 404 });
        await Should.ThrowAsync<NonExistentDocumentException>(session.SaveChangesAsync(Cancellation));
        listener.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_transaction_begun_early_covers_reads_and_ends_with_the_save()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        await session.LoadAsync<Ticket>(30, Cancellation);
        await session.BeginTransactionAsync(Cancellation);
        await using var direct = new NpgsqlCommand("insert into people.mt_doc_ticket (id, data) values (30, '{}')", session.Connection);
        await direct.ExecuteNonQueryAsync(Cancellation);
        (await session.CheckExistsAsync<Ticket>(30, Cancellation)).ShouldBeTrue();
        await using var outside = store.QuerySession();
        (await outside.CheckExistsAsync<Ticket>(30, Cancellation)).ShouldBeFalse();
        session.Store(new Ticket { Id = 31 });
        await session.SaveChangesAsync(Cancellation);
        (await outside.CheckExistsAsync<Ticket>(30, Cancellation)).ShouldBeTrue();
        (await outside.CheckExistsAsync<Ticket>(31, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_transaction_that_is_not_saved_is_rolled_back()
    {
        using var store = database.Store();
        await using (var session = store.LightweightSession())
        {
            await session.LoadAsync<Ticket>(40, Cancellation);
            await session.BeginTransactionAsync(Cancellation);
            await using var direct = new NpgsqlCommand("insert into people.mt_doc_ticket (id, data) values (40, '{}')", session.Connection);
            await direct.ExecuteNonQueryAsync(Cancellation);
        }

        await using var outside = store.QuerySession();
        (await outside.CheckExistsAsync<Ticket>(40, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_large_save_is_one_transaction()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        session.Insert(Enumerable.Range(5000, 3000).Select(i => new Ticket { Id = i, Subject = new string('x', 500) }));
        session.Insert(new Ticket { Id = 5000 });
        await Should.ThrowAsync<JasperFx.DocumentAlreadyExistsException>(session.SaveChangesAsync(Cancellation));
        (await database.ScalarAsync<long>("select count(*) from people.mt_doc_ticket where id between 5000 and 8000")).ShouldBe(0);
        session.EjectAllPendingChanges();
        session.Insert(Enumerable.Range(5000, 3000).Select(i => new Ticket { Id = i, Subject = new string('x', 500) }));
        await session.SaveChangesAsync(Cancellation);
        (await database.ScalarAsync<long>("select count(*) from people.mt_doc_ticket where id between 5000 and 8000")).ShouldBe(3000);
    }

    private sealed class Witness : DocumentSessionListenerBase
    {
        public List<string> Seen { get; } = [];

        public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
        {
            session.Store(new Ticket { Id = 22 });
            return Task.CompletedTask;
        }

        public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
        {
            Seen.AddRange(commit.Inserted.OfType<Ticket>().Select(t => $"inserted {t.Id}"));
            Seen.AddRange(commit.Updated.OfType<Ticket>().Select(t => $"updated {t.Id}"));
            return Task.CompletedTask;
        }
    }
}
