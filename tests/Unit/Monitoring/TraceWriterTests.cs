using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure.Tracing;

namespace Monolith.Tests.Unit.Monitoring;

public sealed class TraceWriterTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Store store = new();
    private readonly Lines log = new();

    [Fact]
    public async Task Entries_are_written_together_and_the_last_ones_when_the_host_stops()
    {
        var queue = Queue();
        using var writer = new TraceWriter(queue, store, TimeProvider.System, log);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        for (var index = 0; index < 700; index++)
            queue.Add(Entry());
        await writer.StopAsync(TestContext.Current.CancellationToken);
        store.Batches.Sum(batch => batch.Count).ShouldBe(700);
        store.Batches.ShouldAllBe(batch => batch.Count <= 500);
    }

    [Fact]
    public async Task A_database_that_is_away_costs_the_entries_and_one_line_in_the_log()
    {
        store.IsAway = true;
        var queue = Queue();
        using var writer = new TraceWriter(queue, store, TimeProvider.System, log);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        queue.Add(Entry());
        await store.Attempts.Reader.ReadAsync(TestContext.Current.CancellationToken);
        queue.Add(Entry());
        await store.Attempts.Reader.ReadAsync(TestContext.Current.CancellationToken);
        store.IsAway = false;
        queue.Add(Entry());
        await store.Attempts.Reader.ReadAsync(TestContext.Current.CancellationToken);
        await writer.StopAsync(TestContext.Current.CancellationToken);
        store.Batches.ShouldHaveSingleItem().Count.ShouldBe(1);
        log.Levels.ShouldBe([LogLevel.Warning, LogLevel.Information]);
    }

    [Fact]
    public void A_queue_that_is_full_drops_the_newest_and_never_blocks()
    {
        var queue = Queue();
        for (var index = 0; index < 10_500; index++)
            queue.Add(Entry());
        queue.Reader.Count.ShouldBe(10_000);
    }

    public void Dispose() => services.Dispose();

    private TraceQueue Queue() => new(services.GetRequiredService<IMeterFactory>());

    private static TraceEntry Entry() => TraceEntry.ForPush(
        new TraceOrigin(Guid.CreateVersion7(), "c", "t", Module: null, DateTimeOffset.UnixEpoch, TimeSpan.Zero, TraceStatus.Ok),
        "users",
        new Dictionary<string, string>(StringComparer.Ordinal));

    private sealed class Store : ITraceStore
    {
        public volatile bool IsAway;

        public List<IReadOnlyCollection<TraceEntry>> Batches { get; } = [];

        public Channel<bool> Attempts { get; } = Channel.CreateUnbounded<bool>();

        public Task AppendAsync(IReadOnlyCollection<TraceEntry> entries, CancellationToken cancellationToken)
        {
            var away = IsAway;
            if (!away)
                Batches.Add(entries);
            Attempts.Writer.TryWrite(!away);
            return away ? Task.FromException(new InvalidOperationException("away")) : Task.CompletedTask;
        }

        public Task PruneAsync(DateTimeOffset oldest, long maxEntries, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Lines : ILogger<TraceWriter>
    {
        public List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Levels.Add(logLevel);
    }
}
