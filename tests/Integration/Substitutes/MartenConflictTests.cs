using Marten.Exceptions;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What a session sees when PostgreSQL sacrifices its transaction to another one.</summary>
public sealed class MartenConflictTests(MartenDatabase database) : IClassFixture<MartenDatabase>, IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.ExecuteAsync(
        """
        create or replace function fail(state text) returns int language plpgsql as
        $$ begin raise exception 'sacrificed' using errcode = state; end $$
        """);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_serialization_failure_is_a_concurrent_update()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        session.Store(new Ticket { Id = 1 });
        session.QueueSqlCommand("select fail('40001')");
        (await Should.ThrowAsync<ConcurrentUpdateException>(session.SaveChangesAsync(Cancellation)))
            .InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe(PostgresErrorCodes.SerializationFailure);
        (await session.CheckExistsAsync<Ticket>(1, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_deadlock_is_a_failed_command()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        session.Store(new Ticket { Id = 2 });
        session.QueueSqlCommand("select fail('40P01')");
        (await Should.ThrowAsync<MartenCommandException>(session.SaveChangesAsync(Cancellation)))
            .InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe(PostgresErrorCodes.DeadlockDetected);
        (await session.CheckExistsAsync<Ticket>(2, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_query_that_is_sacrificed_says_so_too()
    {
        using var store = database.Store();
        await using var session = store.QuerySession();
        await Should.ThrowAsync<ConcurrentUpdateException>(session.QueryAsync<int>("select fail('40001')", Cancellation));
    }
}
