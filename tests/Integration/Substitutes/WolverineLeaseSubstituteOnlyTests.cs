using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using static Monolith.Tests.Integration.Substitutes.WolverineNotes;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What a node that lives is handling stays its own, also when it could not say so for a while.</summary>
public sealed class WolverineLeaseSubstituteOnlyTests(Services services) : IAsyncLifetime
{
    private const string Locks =
        "pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())";

    private readonly Probe _owner = new();
    private readonly Probe _other = new();
    private readonly Noted _message = Noted.New();
    private readonly TaskCompletionSource _isHandling = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayCommit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WolverineDatabase _database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await WolverineDatabase.CreateAsync(services);

    public ValueTask DisposeAsync()
    {
        _mayCommit.TrySetResult();
        return _database.DisposeAsync();
    }

    [Fact]
    public async Task Nodes_that_all_could_not_beat_for_long_do_not_take_each_other_for_dead()
    {
        // The other is the first to be back.
        await HandleAsync(
            owner => owner.HealthCheckPollingTime = TimeSpan.FromMilliseconds(700),
            other => other.HealthCheckPollingTime = TimeSpan.FromMilliseconds(50));
        await UntilAsync("select count(*) = 2 from messaging.nodes");

        await _database.ExecuteAsync("alter table messaging.nodes rename to unreachable");
        await UntilAsync("select max(heartbeat_at) < now() - interval '2 seconds' from messaging.unreachable");
        await _database.ExecuteAsync("alter table messaging.unreachable rename to nodes");

        // Both are back, and the other has had the time to judge.
        await UntilAsync("select min(heartbeat_at) > max(started_at) + interval '2 seconds' and min(heartbeat_at) > now() - interval '1 second' from messaging.nodes");
        await ConcludeAsync();
    }

    [Fact]
    public async Task A_node_whose_connection_broke_keeps_its_messages_when_it_is_soon_back()
    {
        static void Patiently(DurabilitySettings settings) =>
            (settings.HealthCheckPollingTime, settings.StaleNodeTimeout) = (TimeSpan.FromSeconds(2), TimeSpan.FromHours(1));
        await HandleAsync(Patiently, Patiently);
        await UntilAsync($"select count(*) = 2 from {Locks}");
        // No node is missed while the server is younger than this.
        await UntilAsync("select pg_postmaster_start_time() < now() - interval '6 seconds'");

        var broken = await _database.ScalarAsync<int>(
            $"select pid from {Locks} and objid = (select (hashtextextended(owner::text, 0) & 4294967295)::oid from messaging.envelopes)");
        await _database.ExecuteAsync("select pg_terminate_backend($1)", broken);

        await UntilAsync($"select count(*) = 2 and bool_and(pid <> {broken}) from {Locks}");
        await ConcludeAsync();
    }

    /// <summary>One node is handling the message and another watches.</summary>
    private async Task HandleAsync(Action<DurabilitySettings> configureOwner, Action<DurabilitySettings> configureOther)
    {
        _owner.OnSeen = _ =>
        {
            _isHandling.TrySetResult();
            return _mayCommit.Task;
        };
        var host = await StartAsync(_owner, configureOwner);
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(_message);
        await _isHandling.Task.WaitAsync(Cancellation);
        await StartAsync(_other, configureOther);
    }

    private async Task ConcludeAsync()
    {
        _other.Seen.ShouldBeEmpty();
        _mayCommit.SetResult();
        await UntilAsync("select not exists (select from messaging.envelopes)");
        _other.Seen.ShouldBeEmpty();
        (await _database.CountEntriesAsync(_message.ReactionId)).ShouldBe(1);
    }

    private Task<IHost> StartAsync(Probe probe, Action<DurabilitySettings> configure) => _database.StartAsync(probe, options =>
    {
        Include(options);
        configure(options.Durability);
    });

    private async Task UntilAsync(string sql)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await _database.ScalarAsync<bool>(sql))
            await Task.Delay(20, limit.Token);
    }
}
