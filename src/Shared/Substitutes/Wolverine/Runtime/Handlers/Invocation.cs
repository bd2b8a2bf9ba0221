using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Wolverine.Runtime.Handlers;

/// <summary>
/// The handling of one message, attempt by attempt. Compiled calls take their arguments from here, and what a handler does not ask for
/// is never made: not the envelope of an invoked message, no scope, no bus, no timer.
/// </summary>
internal sealed class Invocation
{
    private readonly WolverineRuntime _runtime;
    private readonly CancellationToken _cancellation;
    private readonly int _variableCount;
    private object?[]? _variables;
    private Envelope? _envelope;
    private int _attempts;
    private MessageContext? _context;
    private AsyncServiceScope? _scope;
    private CancellationTokenSource? _limit;

    /// <summary>For a message that its caller waits for.</summary>
    public Invocation(WolverineRuntime runtime, HandlerChain chain, object message, MessageContext caller, CancellationToken cancellation)
    {
        (_runtime, Message, Caller, _cancellation, _variableCount) = (runtime, message, caller, cancellation, chain.VariableCount);
    }

    /// <summary>For a message out of a queue.</summary>
    public Invocation(WolverineRuntime runtime, HandlerChain chain, Envelope envelope, CancellationToken cancellation)
    {
        (_runtime, Message, _envelope, _cancellation, _variableCount) =
            (runtime, envelope.Message!, envelope, cancellation, chain.VariableCount);
    }

    public object Message { get; }

    /// <summary>Whoever waits for the message; null for one out of a queue.</summary>
    public MessageContext? Caller { get; }

    /// <summary>After so long the handler's cancellation token is cancelled.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether the message is a row that the handler's commit deletes.</summary>
    public bool IsStored { get; init; }

    /// <summary>What the caller of <c>InvokeAsync&lt;T&gt;</c> asked for.</summary>
    public Type? ResponseType { get; init; }

    public object? Response { get; private set; }

    /// <summary>The queue that the message comes out of; null for one that its caller waits for.</summary>
    public Uri? Destination => Caller is null ? Envelope.Destination : null;

    public int Attempts => _envelope?.Attempts ?? _attempts;

    /// <summary>Set when the effect has happened, so that another attempt would repeat it.</summary>
    public bool IsCommitted { get; private set; }

    public Envelope Envelope => _envelope ??= Caller!.Correlate(new Envelope(Message) { Attempts = _attempts });

    public MessageContext Context => _context ??= new MessageContext(_runtime, this);

    public IServiceProvider Services => (_scope ??= OpenScope()).ServiceProvider;

    public CancellationToken Cancellation => (_limit ??= StartTimer()).Token;

    public IHandlerTransaction? Transaction { get; set; }

    public object? Get(int variable) => _variables?[variable];

    public void Set(int variable, object? value) => (_variables ??= new object?[_variableCount])[variable] = value;

    /// <summary>The instance that the methods of one handler or middleware class share during the attempt.</summary>
    public object GetOrCreate(int variable, ObjectFactory factory)
    {
        _variables ??= new object?[_variableCount];
        return _variables[variable] ??= factory(Services, null);
    }

    public void BeginAttempt()
    {
        Response = null;
        if (_envelope is null)
            _attempts++;
        else
            _envelope.Attempts++;
    }

    /// <summary>What a handler returned: the answer that the caller asked for, or messages.</summary>
    public ValueTask CascadeAsync(object? result)
    {
        if (result is null)
            return default;
        if (!IsResponse(result))
            return Context.CascadeAsync(result);

        Response = result;
        return default;
    }

    public bool IsResponse(object result) => ResponseType is not null && Response is null && ResponseType.IsInstanceOfType(result);

    public ValueTask CommitAsync()
    {
        var outgoing = _context?.TakeOutgoing() ?? [];
        if (Transaction is null && outgoing.Count == 0 && !IsStored)
        {
            IsCommitted = true;
            return default;
        }

        return CommitAsync(outgoing);
    }

    /// <summary>Disposes what the attempt made, the youngest first, and the scope last.</summary>
    public ValueTask EndAttemptAsync()
    {
        _limit?.Dispose();
        (_limit, _context, Transaction) = (null, null, null);
        return _variables is null && _scope is null ? default : DisposeAsync();
    }

    private async ValueTask CommitAsync(IReadOnlyList<Envelope> outgoing)
    {
        if (Transaction is null)
        {
            await _runtime.Sender.StoreAndSendAsync(outgoing, IsStored ? Envelope : null, Cancellation);
        }
        else
        {
            foreach (var envelope in outgoing)
                Transaction.Store(envelope);
            if (IsStored)
                Transaction.Complete(Envelope);

            await Transaction.CommitAsync(Cancellation);
        }

        IsCommitted = true;
    }

    private async ValueTask DisposeAsync()
    {
        var (variables, scope) = (_variables, _scope);
        (_variables, _scope) = (null, null);
        try
        {
            for (var i = variables?.Length - 1 ?? -1; i >= 0; i--)
            {
                switch (variables![i])
                {
                    case IAsyncDisposable disposable:
                        await disposable.DisposeAsync();
                        break;
                    case IDisposable disposable:
                        disposable.Dispose();
                        break;
                }
            }
        }
        finally
        {
            if (scope is { } opened)
                await opened.DisposeAsync();
        }
    }

    private AsyncServiceScope OpenScope()
    {
        var scope = _runtime.Scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ScopedMessageContext>().Context = Context;
        return scope;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposed at the end of the attempt.")]
    private CancellationTokenSource StartTimer()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        limit.CancelAfter(Timeout ?? _runtime.Options.DefaultExecutionTimeout);
        return limit;
    }
}
