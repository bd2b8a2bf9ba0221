using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Tests.Integration.Fixture;
using Npgsql;
using Wolverine;
using Wolverine.Marten;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>A database for one test, and services that exchange messages through it until the test ends.</summary>
internal sealed class WolverineDatabase : IAsyncDisposable
{
    private readonly List<IHost> _nodes = [];

    private WolverineDatabase(string connectionString) => DataSource = NpgsqlDataSource.Create(connectionString);

    public NpgsqlDataSource DataSource { get; }

    public static async Task<WolverineDatabase> CreateAsync(Services services) => new(await services.CreateDatabaseAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.StopAsync();
            node.Dispose();
        }

        await DataSource.DisposeAsync();
    }

    /// <summary>Ends a node as a crash does: without a word to the others.</summary>
    public void Crash(IHost node)
    {
        _nodes.Remove(node);
        node.Dispose();
    }

    /// <summary>One node, with the settings of the product and quicker looks into the database.</summary>
    public async Task<IHost> StartAsync(Probe probe, Action<WolverineOptions> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(probe);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<ILedger, Ledger>();
        builder.Services.AddMarten(options =>
            {
                options.Connection(DataSource);
                options.DatabaseSchemaName = "ledger";
                options.Schema.For<Entry>();
            })
            .UseLightweightSessions()
            .ApplyAllDatabaseChangesOnStartup()
            .IntegrateWithWolverine(integration => integration.MessageStorageSchemaName = "messaging");
        builder.UseWolverine(options =>
        {
            options.ServiceName = "Ledger";
            options.Discovery.DisableConventionalDiscovery();
            options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
            options.Durability.MessageIdentity = MessageIdentity.IdAndDestination;
            options.Durability.HealthCheckPollingTime = TimeSpan.FromMilliseconds(500);
            options.Durability.StaleNodeTimeout = TimeSpan.FromSeconds(2);
            options.Durability.ScheduledJobPollingTime = TimeSpan.FromMilliseconds(100);
            options.Policies.AutoApplyTransactions();
            options.Policies.UseDurableLocalQueues();
            configure(options);
        });
        var node = builder.Build();
        _nodes.Add(node);
        await node.StartAsync(TestContext.Current.CancellationToken);
        return node;
    }

    /// <summary>
    /// Breaks every connection, as a restart of the server does. Those that wait for a lock go first: the end of its holder would
    /// let them finish.
    /// </summary>
    public async Task DisconnectAllAsync()
    {
        await using var apart = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(DataSource.ConnectionString) { Pooling = false });
        await using var command = apart.CreateCommand(
            """
            select pg_terminate_backend(pid) from (
                select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
                order by wait_event_type is distinct from 'Lock') as all_others
            """);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<T?> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return (T?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public Task<long> CountEntriesAsync(Guid id) => ScalarAsync<long>("select count(*) from ledger.mt_doc_entry where id = $1", id);

    /// <summary>Nobody else writes to the table of messages until this is disposed.</summary>
    public async Task<IAsyncDisposable> HoldEnvelopesAsync()
    {
        var connection = await DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("begin; lock table messaging.envelopes in exclusive mode", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    /// <summary>Counts the statements that begin like this and wait for a lock.</summary>
    public static string CountWaiting(string statement) =>
        $"select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '{statement}%'";

    /// <summary>For what only the database knows; everything else is waited for where it happens.</summary>
    public async Task EventuallyAsync(string countSql, long expected, params object[] parameters)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await ScalarAsync<long>(countSql, parameters) != expected)
            await Task.Delay(20, limit.Token);
    }

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var command = DataSource.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return command;
    }
}

/// <summary>What handlers of a test saw, and the gates at which they wait.</summary>
public sealed class Probe
{
    private readonly Lock _lock = new();
    private readonly List<object> _seen = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public Func<object, Task> OnSeen { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<object> Seen
    {
        get
        {
            lock (_lock)
                return [.. _seen];
        }
    }

    public Task SeeAsync(object something)
    {
        See(something);
        return OnSeen(something);
    }

    public void See(object something)
    {
        lock (_lock)
        {
            _seen.Add(something);
            _waiting.FindAll(waiting => waiting.Count <= _seen.Count).ForEach(waiting => waiting.Reached.TrySetResult());
        }
    }

    /// <summary>Completes when so many things have been seen.</summary>
    public Task ReachAsync(int count)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_seen.Count >= count)
                return Task.CompletedTask;
            _waiting.Add((count, reached));
        }

        return reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}

/// <summary>The document of these tests.</summary>
public sealed record Entry(Guid Id, string Text);

public interface ILedger
{
    void Write(Entry entry);
}

/// <summary>A repository as the modules have them: the handler reaches the session through its constructor.</summary>
public sealed class Ledger(IDocumentSession session) : ILedger
{
    public void Write(Entry entry) => session.Insert(entry);
}
