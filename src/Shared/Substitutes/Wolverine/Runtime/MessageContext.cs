using System.Diagnostics;
using System.Runtime.CompilerServices;
using Wolverine.Runtime.Handlers;
using Wolverine.Runtime.Routing;

namespace Wolverine.Runtime;

/// <summary>
/// The bus of one scope. Outside a handler a message is stored and sent at once, or with the session that the context was enrolled
/// in; in a handler messages wait for the handler's commit.
/// </summary>
internal class MessageContext : IMessageContext
{
    private readonly WolverineRuntime _runtime;
    private readonly Invocation? _invocation;
    private readonly Lock _lock = new();
    private List<Envelope> _outgoing = [];
    private string? _correlationId;

    public MessageContext(WolverineRuntime runtime, Invocation? handled = null) => (_runtime, _invocation) = (runtime, handled);

    public string? CorrelationId
    {
        get => _correlationId ??= _invocation is null ? Activity.Current?.RootId ?? Guid.CreateVersion7().ToString() : Envelope!.CorrelationId;
        set => _correlationId = value;
    }

    public Envelope? Envelope => _invocation?.Envelope;

    protected IEnvelopeTransaction? Transaction { get; set; }

    public Task InvokeAsync(object message, CancellationToken cancellation = default, TimeSpan? timeout = default)
    {
        var invoked = _runtime.Invoker.InvokeAsync(message, responseType: null, this, timeout, cancellation);
        return invoked.IsCompletedSuccessfully ? Task.CompletedTask : invoked.AsTask();
    }

    public async Task<T> InvokeAsync<T>(object message, CancellationToken cancellation = default, TimeSpan? timeout = default) =>
        await _runtime.Invoker.InvokeAsync(message, typeof(T), this, timeout, cancellation) is T response ? response : default!;

    public ValueTask SendAsync<T>(T message, DeliveryOptions? options = null)
    {
        var envelopes = Route(message, options);
        if (envelopes.Length == 0)
            throw new IndeterminateRoutesException(message!.GetType());

        return PersistOrSendAsync(envelopes);
    }

    public ValueTask PublishAsync<T>(T message, DeliveryOptions? options = null)
    {
        var envelopes = Route(message, options);
        if (envelopes.Length > 0)
            return PersistOrSendAsync(envelopes);

        _runtime.Tracker.NoRoutes(Correlate(new Envelope(message!)));
        return default;
    }

    /// <summary>The messages that wait for the commit of the handler; they are the caller's from now on.</summary>
    internal IReadOnlyList<Envelope> TakeOutgoing()
    {
        lock (_lock)
        {
            var taken = _outgoing;
            _outgoing = [];
            return taken;
        }
    }

    /// <summary>Publishes what a handler returned, or each item of it.</summary>
    internal async ValueTask CascadeAsync(object result)
    {
        switch (result)
        {
            case ITuple items:
                for (var i = 0; i < items.Length; i++)
                    await _invocation!.CascadeAsync(items[i]);
                return;
            case IEnumerable<object?> messages:
                foreach (var message in messages)
                    await _invocation!.CascadeAsync(message);
                return;
            case IAsyncEnumerable<object?> messages:
                await foreach (var message in messages.WithCancellation(_invocation!.Cancellation))
                    await _invocation.CascadeAsync(message);
                return;
            case Envelope _:
                throw new InvalidOperationException("A handler returns messages; their envelopes are made for them.");
            default:
                await PublishAsync(result);
                return;
        }
    }

    /// <summary>Makes the envelope part of the chain of messages that this context belongs to.</summary>
    internal Envelope Correlate(Envelope envelope)
    {
        envelope.MessageType = _runtime.Options.MessageTypes.NameOf(envelope.Message!.GetType());
        envelope.Source = _runtime.Options.ServiceName;
        envelope.SentAt = _runtime.Clock.GetUtcNow();
        envelope.CorrelationId = CorrelationId;
        envelope.ConversationId = Envelope?.ConversationId ?? envelope.Id;
        envelope.ParentId = Activity.Current?.Id;
        return envelope;
    }

    private Envelope[] Route(object? message, DeliveryOptions? options)
    {
        ArgumentNullException.ThrowIfNull(message);
        var queues = _runtime.Graph.QueuesFor(message.GetType());
        var envelopes = new Envelope[queues.Count];
        for (var i = 0; i < envelopes.Length; i++)
        {
            envelopes[i] = Correlate(new Envelope(message) { Destination = queues[i].Uri });
            options?.ApplyTo(envelopes[i], envelopes[i].SentAt);
        }

        return envelopes;
    }

    private ValueTask PersistOrSendAsync(Envelope[] envelopes)
    {
        if (Transaction is not null)
        {
            foreach (var envelope in envelopes)
                Transaction.Store(envelope);
            return default;
        }

        if (_invocation is null)
            return new ValueTask(_runtime.Sender.StoreAndSendAsync(envelopes, handled: null, CancellationToken.None));

        // A handler may publish from several tasks at a time.
        lock (_lock)
            _outgoing.AddRange(envelopes);
        return default;
    }
}

/// <summary>Makes the context of the message being handled the bus of its scope.</summary>
internal sealed class ScopedMessageContext
{
    public MessageContext? Context { get; set; }
}
