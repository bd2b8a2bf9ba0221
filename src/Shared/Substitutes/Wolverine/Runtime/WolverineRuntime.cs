using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine.Persistence;
using Wolverine.Runtime.Handlers;
using Wolverine.Tracking;
using Wolverine.Transports.Local;

namespace Wolverine.Runtime;

/// <summary>The running service: its handlers and queues, and their beginning and end.</summary>
internal sealed class WolverineRuntime : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan BetweenReturns = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _noMore = new();
    private readonly CancellationTokenSource _abort = new();
    private Task? _stopped;
    private readonly ConcurrentDictionary<EnvelopeKey, int> _held = new();
    private readonly Lazy<HandlerGraph> _graph;
    private readonly QueueReceiver _receiver;
    private readonly DurabilityAgent? _agent;

    public WolverineRuntime(WolverineOptions options, IServiceProvider services, ILoggerFactory loggers)
    {
        Options = options;
        Clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        Scopes = services.GetRequiredService<IServiceScopeFactory>();
        Store = services.GetService<EnvelopeStore>();
        Writer = Store is null ? null : new GroupCommit(Store, Clock, loggers.CreateLogger<GroupCommit>(), Abort);
        Metrics = new WolverineMetrics(options.ServiceName, services.GetService<IMeterFactory>());
        Tracker = new MessageTracker(options.ServiceName);
        Callers = new Callers(Clock);
        Bell = new Doorbell(Clock);
        Lease = new Lease(Clock, options.Durability.Silence);
        Sender = new MessageSender(this);
        Invoker = new MessageInvoker(this, loggers.CreateLogger<MessageInvoker>());
        _receiver = new QueueReceiver(this, loggers.CreateLogger<QueueReceiver>());
        _agent = Store is null ? null : new DurabilityAgent(this, Store, loggers.CreateLogger<DurabilityAgent>());
        _graph = new Lazy<HandlerGraph>(() => BuildGraph(services.GetService<ITransactions>()));
    }

    public WolverineOptions Options { get; }

    public TimeProvider Clock { get; }

    public IServiceScopeFactory Scopes { get; }

    /// <summary>Null without a database; every queue is in memory then.</summary>
    public EnvelopeStore? Store { get; }

    /// <summary>Null where there is no <see cref="Store"/>.</summary>
    public GroupCommit? Writer { get; }

    public HandlerGraph Graph => _graph.Value;

    public MessageSender Sender { get; }

    public MessageInvoker Invoker { get; }

    public MessageTracker Tracker { get; }

    public WolverineMetrics Metrics { get; }

    public Callers Callers { get; }

    /// <summary>Rings when the database may have something for this node.</summary>
    public Doorbell Bell { get; }

    /// <summary>What this node holds of durable queues is its own while this is valid.</summary>
    public Lease Lease { get; }

    /// <summary>The service is stopping: nothing new is begun.</summary>
    public CancellationToken NoMore => _noMore.Token;

    /// <summary>The time to stop is over: what runs is to give up.</summary>
    public CancellationToken Abort => _abort.Token;

    public bool IsStopping => _noMore.IsCancellationRequested;

    /// <summary>Keeps an envelope in memory until its queue has dealt with it.</summary>
    public void Hold(LocalQueue queue, Envelope envelope)
    {
        queue.Reserve(1);
        HoldReserved(queue, envelope);
    }

    /// <summary>False when the queue has no room: then the envelope is to stay in the database.</summary>
    public bool TryHold(LocalQueue queue, Envelope envelope)
    {
        if (!queue.TryReserve())
            return false;

        HoldReserved(queue, envelope);
        return true;
    }

    public void HoldReserved(LocalQueue queue, Envelope envelope)
    {
        _held[envelope.Key] = Lease.Term;
        queue.Enqueue(envelope);
    }

    /// <summary>False when another node has taken it since, or the service stops before that can be known.</summary>
    public async ValueTask<bool> MayBeginAsync(Envelope envelope)
    {
        while (!Lease.IsValid && !IsStopping)
            await Lease.WaitAsync(NoMore).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !IsStopping && _held.TryGetValue(envelope.Key, out var term) && term == Lease.Term;
    }

    /// <summary>The queue has dealt with it.</summary>
    public void LetGo(LocalQueue queue, Envelope envelope)
    {
        _held.TryRemove(envelope.Key, out var _);
        queue.Free(1);
        if (queue.IsOverflowing && queue.HasRoomToFetch)
            Bell.Ring();
    }

    public bool Holds(EnvelopeKey key) => _held.ContainsKey(key);

    /// <summary>Leaves to others what the database has, or may have, under this node's name.</summary>
    public void GiveBack(IReadOnlyList<Envelope> envelopes)
    {
        Store!.Returns.Add(envelopes);
        // More of them will come while there is no room.
        Bell.RingAt(Clock.GetUtcNow() + BetweenReturns);
    }

    /// <summary>A message found no room here; perhaps another node has some.</summary>
    public void LeaveBehind(LocalQueue queue)
    {
        var isFirst = !queue.IsOverflowing;
        queue.LeaveBehind();
        _agent!.Announce(isFirst);
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // A handler that cannot be compiled stops the start, before anything listens.
        _ = Graph;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (_agent is not null)
            await _agent.StartAsync();
        foreach (var queue in Options.Queues.All)
            queue.Start(HandleAsync, NoMore);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopped is null ? _noMore.CancelAsync() : _stopped;

    /// <summary>Lets what runs come to its end as long as there is time, then leaves the rest to other nodes. Stopping twice is stopping once.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_noMore)
            return _stopped ??= DrainAsync(cancellationToken);
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        await _noMore.CancelAsync();
        await using var _ = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _abort);
        await StopWorkAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_agent is not null)
            await _agent.StopAsync();
    }

    private async Task StopWorkAsync()
    {
        await Task.WhenAll(Options.Queues.All.Select(queue => queue.StopAsync()));
        if (Writer is not null)
            await Writer.DrainAsync();
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // A service that was not stopped ends all the same, and others take over what it held. The sources stay usable: whatever
        // still runs looks at them to see that it is to end.
        _noMore.Cancel();
        _abort.Cancel();
        Metrics.Dispose();
    }

    private async Task HandleAsync(LocalQueue queue, Envelope envelope)
    {
        await Callers.GoFirstAsync();
        await _receiver.HandleAsync(queue, envelope);
    }

    private HandlerGraph BuildGraph(ITransactions? transactions)
    {
        var graph = new HandlerGraph(Options, new ChainCompiler(Options, transactions));
        if (Store is null && Options.Queues.All.FirstOrDefault(queue => queue.IsDurable) is { } durable)
            throw new InvalidOperationException($"{durable.Uri} is durable, but no store was integrated with IntegrateWithWolverine().");

        return graph;
    }
}
