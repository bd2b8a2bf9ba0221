using System.Diagnostics;
using System.Globalization;
using Monolith.Bench.Load.Seed;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Bench.Load.Contenders;

/// <summary>One of the servers that are compared: a process, the database behind it and the folder it was published to.</summary>
internal abstract class Contender(string name, Servers servers, Trial trial) : IAsyncDisposable
{
    public const string KeysPath = "/.well-known/jwks.json";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan SqlLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan DrainPause = TimeSpan.FromMilliseconds(100);

    private Process? _process;
    private string _connectionString = string.Empty;
    private NpgsqlDataSource? _database;

    /// <summary>The folders with the published contenders.</summary>
    public static string Published { get; } = Path.Combine(Repository.Root, ".artifacts/bench");

    public string Name => name;

    public Trial Trial => trial;

    /// <summary>Not any more when it has ended by itself.</summary>
    public bool IsRunning => _process is { HasExited: false };

    public Uri Address { get; private set; } = null!;

    public NpgsqlDataSource Database => _database ??= NpgsqlDataSource.Create(_connectionString);

    /// <exception cref="BenchException">It has ended by itself.</exception>
    public void MustRun()
    {
        if (_process is { HasExited: true } process)
            throw new BenchException($"{name} ended with {process.ExitCode} instead of serving: {LogFile} says why.");
    }

    public ProcessTree Processes => new(_process?.Id ?? throw new InvalidOperationException($"{name} does not run."));

    /// <summary>The files that an installation needs.</summary>
    public string Folder => Path.Combine(Published, name);

    public bool IsPublished => File.Exists(Path.Combine(Folder, Entry));

    /// <summary>The file in the folder that is run.</summary>
    public abstract string Entry { get; }

    protected Servers Servers => servers;


    protected abstract string Runtime { get; }

    /// <summary>The table of messages that wait to be handled, if it has one.</summary>
    public virtual string? Queue => null;

    /// <summary>Makes the database with its schema.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!IsPublished)
            throw new BenchException($"{name} is not built: run the benchmark as ./dev bench, which builds all contenders.");
        _connectionString = await servers.CreateDatabaseAsync($"{name}_{trial.Name}");
        await CreateSchemaAsync(cancellationToken);
    }

    /// <summary>Fills the database with the people of the directory and the accounts that sign in, all with the same password.</summary>
    public abstract Task SeedAsync(Population population, CancellationToken cancellationToken);

    /// <summary>What of these registrations is in the database, all work of the past done.</summary>
    /// <param name="turn">As the script register.lua knows it.</param>
    /// <exception cref="BenchException">Something was lost.</exception>
    public abstract Task<long> CountRegistrationsAsync(int turn, CancellationToken cancellationToken);

    /// <summary>As <see cref="CountRegistrationsAsync"/>, of the people whom create.lua invited; some mails may still wait.</summary>
    /// <exception cref="BenchException">Something was lost.</exception>
    public abstract Task<long> CountInvitationsAsync(int turn, CancellationToken cancellationToken);

    /// <summary>Of all people: each change adds one.</summary>
    public abstract Task<long> SumVersionsAsync(CancellationToken cancellationToken);

    /// <returns>How long it took from the start of the process to the first 200.</returns>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        var port = ServerProcess.FreePort();
        Address = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        var began = Stopwatch.GetTimestamp();
        _process = Run([], port);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartLimit);
        try
        {
            await AnswersAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchException($"{name} did not answer within {StartLimit.TotalSeconds:F0} s: {LogFile} says why.");
        }

        return Stopwatch.GetElapsedTime(began);
    }

    public async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        using var patience = new CancellationTokenSource(StopLimit);
        try
        {
            if (!process.HasExited)
                await ServerProcess.RunAsync("kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <param name="butMails">Whether mails may wait on: servers take them one after the other.</param>
    /// <returns>How long it took until no message waited any more.</returns>
    public async Task<TimeSpan> EmptyQueuesAsync(CancellationToken cancellationToken, bool butMails = false)
    {
        var began = Stopwatch.GetTimestamp();
        var condition = butMails && Mails is not null ? $"where not ({Mails})" : string.Empty;
        while (Queue is not null && await CountAsync($"select count(*) from {Queue} {condition}", cancellationToken) is > 0 and var waiting)
        {
            if (Stopwatch.GetElapsedTime(began) > DrainLimit)
                throw new BenchException($"{name} still has {waiting} messages to handle: {LogFile} may say why.");
            await Task.Delay(DrainPause, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Forgets what still has to be done for the requests so far.</summary>
    public Task DropBacklogAsync(CancellationToken cancellationToken) =>
        Queue is null ? Task.CompletedTask : ExecuteAsync($"truncate {Queue}", cancellationToken);

    /// <summary>Which messages of the queue are mails that take long, as a condition.</summary>
    protected virtual string? Mails => null;

    protected abstract Task CreateSchemaAsync(CancellationToken cancellationToken);

    /// <summary>Environment variables.</summary>
    protected abstract IEnumerable<(string Name, string Value)> Settings(string connectionString, int port);

    protected async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        command.CommandTimeout = (int)SqlLimit.TotalSeconds;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    protected async Task<long> CountAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Runs the entry with these arguments to its end.</summary>
    protected async Task RunToEndAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Run(arguments, ServerProcess.FreePort());
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new BenchException($"{name} {string.Join(' ', arguments)} failed: {LogFile} says why.");
    }

    private string LogFile => Path.Combine(Published, $"{name}-{trial.Name}.log");

    /// <summary>What it prints goes straight to a file: nobody here has to read along while it is measured.</summary>
    private Process Run(string[] arguments, int port)
    {
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >\"$LOG\" 2>&1 </dev/null", "sh", Runtime, Entry, .. arguments])
        {
            WorkingDirectory = Folder,
        };
        start.Environment["LOG"] = LogFile;
        foreach (var (key, value) in Settings(_connectionString, port))
            start.Environment[key] = value;
        return Process.Start(start)!;
    }

    private async Task AnswersAsync(CancellationToken cancellationToken)
    {
        using var client = CreateClient(StartLimit);
        while (true)
        {
            MustRun();
            if (await Readiness.IsUpAsync(client, KeysPath, cancellationToken))
                return;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>As the proxy in front says that ends TLS: in Production the product serves nothing else.</summary>
    public HttpClient CreateClient(TimeSpan patience)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = patience };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return client;
    }
}
