using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

/// <summary>Lists are read from a standby that has everything, and from the primary otherwise.</summary>
public sealed class ReplicaTests(ReplicaTests.Pair servers) : IClassFixture<ReplicaTests.Pair>, IAsyncLifetime
{
    private HttpClient _admin = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _admin = await servers.Host.AdminAsync();

    public ValueTask DisposeAsync()
    {
        _admin.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Pages_are_read_from_the_standby_once_it_has_everything() => await FromStandbyAsync();

    [Fact]
    public async Task Who_has_just_written_reads_it_however_far_behind_the_standby_is()
    {
        await FromStandbyAsync();
        await OnStandbyAsync("select pg_wal_replay_pause()");
        try
        {
            var id = await _admin.OwnIdAsync();
            for (var round = 0; round < 5; round++)
            {
                (await _admin.AskAsync(HttpMethod.Put, $"users/{id}", new { displayName = $"Admin {round}" }, "*")).Status.ShouldBe(HttpStatusCode.OK);
                (await NamesAsync()).ShouldContain($"Admin {round}");
            }
        }
        finally
        {
            await OnStandbyAsync("select pg_wal_replay_resume()");
        }

        await FromStandbyAsync();
        (await NamesAsync()).ShouldContain("Admin 4");
    }

    [Fact]
    public async Task Nobody_is_refused_when_the_standby_goes_away_and_it_is_asked_again_once_it_is_back()
    {
        await FromStandbyAsync();
        await servers.Standby.StopAsync();
        try
        {
            for (var page = 1; page <= 20; page++)
                (await _admin.AskAsync(HttpMethod.Get, $"users?page={page}&q={page}")).Status.ShouldBe(HttpStatusCode.OK);
            (await NamesAsync()).ShouldNotBeEmpty();
        }
        finally
        {
            await servers.Standby.ReturnAsync();
        }

        await FromStandbyAsync();
    }

    private async Task<string[]> NamesAsync()
    {
        var page = (await _admin.GetFromJsonAsync<JsonObject>("/api/v1/users", Cancellation))!;
        return [.. page["items"]!.AsArray().Select(user => (string)user!["displayName"]!)];
    }

    /// <summary>Asks what nobody has asked until the standby has looked at people.</summary>
    private async Task FromStandbyAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var before = await ScansAsync();
        for (var question = 0; await ScansAsync() == before; question++)
        {
            patience.Token.ThrowIfCancellationRequested();
            (await _admin.AskAsync(HttpMethod.Get, $"users?role=r{Guid.CreateVersion7():N}{question}")).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    private async Task<long> ScansAsync() => (long)(await OnStandbyAsync(
        "select coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0)::bigint from pg_stat_user_tables where schemaname = 'users' and relname = 'mt_doc_user'"))!;

    private async Task<object?> OnStandbyAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(servers.Standby.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }

    /// <summary>A primary, its standby, and a host that knows both.</summary>
    public sealed class Pair(Services services) : IAsyncLifetime
    {
        private PostgresServer _primary = null!;

        public MonolithHost Host { get; private set; } = null!;

        internal PostgresServer Standby { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _primary = await PostgresServer.StartAsync();
            Standby = await PostgresServer.StartStandbyOfAsync(_primary);
            Host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:Postgres"] = _primary.ConnectionString,
                ["ConnectionStrings:PostgresReplica"] = Standby.ConnectionString,
                ["Replica:MaxLag"] = "00:00:01",
            });
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await Standby.DisposeAsync();
            await _primary.DisposeAsync();
        }
    }
}
