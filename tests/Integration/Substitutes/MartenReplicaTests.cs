using Marten;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Query sessions on a streaming standby, where one is preferred.</summary>
public sealed class MartenReplicaTests : IAsyncLifetime
{
    private PostgresServer primary = null!;
    private PostgresServer standby = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        primary = await PostgresServer.StartAsync();
        standby = await PostgresServer.StartStandbyOfAsync(primary);
    }

    public async ValueTask DisposeAsync()
    {
        await standby.DisposeAsync();
        await primary.DisposeAsync();
    }

    [Fact]
    public async Task Query_sessions_read_from_the_standby_and_document_sessions_write_to_the_primary()
    {
        await using var source = Both();
        using var store = Store(source, TargetSessionAttributes.PreferStandby);
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await SaveAsync(store, new Ticket { Id = 1, Subject = "replicated" });
        await ReplayedAsync();

        await using var query = store.QuerySession();
        (await query.QueryAsync<bool>("select pg_is_in_recovery()", Cancellation)).ShouldBe([true]);
        (await query.LoadAsync<Ticket>(1, Cancellation))!.Subject.ShouldBe("replicated");
    }

    [Fact]
    public async Task Without_a_preference_everything_is_asked_of_the_primary()
    {
        await using var source = Both();
        using var store = Store(source, read: null);
        await SaveAsync(store, new Ticket { Id = 1 });
        await using var query = store.QuerySession();
        (await query.LoadAsync<Ticket>(1, Cancellation)).ShouldNotBeNull();
        (await query.QueryAsync<bool>("select pg_is_in_recovery()", Cancellation)).ShouldBe([false]);
    }

    [Fact]
    public async Task Reads_fall_back_to_the_primary_when_the_standby_is_gone()
    {
        await using var source = Both();
        using var store = Store(source, TargetSessionAttributes.PreferStandby);
        await SaveAsync(store, new Ticket { Id = 1 });
        await ReplayedAsync();
        await using (var query = store.QuerySession())
            (await query.LoadAsync<Ticket>(1, Cancellation)).ShouldNotBeNull();

        await standby.StopAsync();
        await SaveAsync(store, new Ticket { Id = 2 });
        await using var alone = store.QuerySession();
        (await alone.LoadAsync<Ticket>(2, Cancellation)).ShouldNotBeNull();
        (await alone.QueryAsync<bool>("select pg_is_in_recovery()", Cancellation)).ShouldBe([false]);
    }

    private static async Task SaveAsync(DocumentStore store, Ticket ticket)
    {
        await using var session = store.LightweightSession();
        session.Store(ticket);
        await session.SaveChangesAsync(Cancellation);
    }

    private static DocumentStore Store(NpgsqlMultiHostDataSource source, TargetSessionAttributes? read) => DocumentStore.For(options =>
    {
        options.Connection(source);
        options.Schema.For<Ticket>();
        if (read is { } preference) options.Advanced.MultiHostSettings.ReadSessionPreference = preference;
    });

    private NpgsqlMultiHostDataSource Both()
    {
        var (one, other) = (new NpgsqlConnectionStringBuilder(primary.ConnectionString), new NpgsqlConnectionStringBuilder(standby.ConnectionString));
        return new NpgsqlDataSourceBuilder
        {
            ConnectionStringBuilder = { Host = $"{one.Host}:{one.Port},{other.Host}:{other.Port}", Username = one.Username, Database = one.Database },
        }.BuildMultiHost();
    }

    /// <summary>Waits until the standby has all that the primary has written so far.</summary>
    private async Task ReplayedAsync()
    {
        await using var source = NpgsqlDataSource.Create(primary.ConnectionString);
        await using var replayed = source.CreateCommand(
            "select coalesce(bool_and(replay_lsn >= pg_current_wal_lsn()), false) from pg_stat_replication where state = 'streaming'");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!(bool)(await replayed.ExecuteScalarAsync(patience.Token))!) patience.Token.ThrowIfCancellationRequested();
    }
}
