using System.Reflection;

namespace Wolverine.Runtime.Handlers;

/// <summary>A message type with the handler that its messages of one queue go to, and the middleware around it.</summary>
public class HandlerChain
{
    private CompiledCall[] _before = [];
    private CompiledCall[] _handlers = [];
    private CompiledCall[] _after = [];
    private CompiledCall[] _finally = [];
    private int _variables;

    internal HandlerChain(Type messageType, IReadOnlyList<MethodInfo> methods)
    {
        MessageType = messageType;
        Methods = methods;
    }

    public Type MessageType { get; }

    /// <summary>More than one when handlers are combined into one.</summary>
    internal IReadOnlyList<MethodInfo> Methods { get; }

    /// <summary>Whose transaction the messages are handled in; null without one.</summary>
    internal ITransactions? Transactions { get; private set; }

    internal string HandlerName => string.Join(", ", Methods.Select(method => method.ReflectedType!.FullName).Distinct());

    internal void Compile(ChainCompiler compiler)
    {
        var calls = new CallCompiler(MessageType);
        var middleware = compiler.MiddlewareFor(this).ToArray();
        _before = [.. middleware.SelectMany(m => m.Before).Select(calls.CompileProducer)];
        if (compiler.ValidatorFor(MessageType) is { } validator)
            _before = [.. _before, validator];

        _handlers = [.. Methods.Select(calls.Compile)];
        _after = [.. middleware.Reverse().SelectMany(m => m.After).Select(calls.Compile)];
        _finally = [.. middleware.Reverse().SelectMany(m => m.Finally).Select(calls.Compile)];
        _variables = calls.VariableCount;
        Transactions = compiler.TransactionsFor(this, calls);
    }

    /// <summary>Runs one attempt up to and including its commit. Ambient values that middleware sets hold until then.</summary>
    internal async Task InvokeAsync(
        MessageContext context, IServiceProvider services, Func<CancellationToken, Task> commit, CancellationToken cancellation)
    {
        var invocation = new Invocation(context, services, _variables, cancellation);
        try
        {
            foreach (var call in _before)
                await call(invocation);

            foreach (var call in _handlers)
                await context.CascadeAsync(await call(invocation));

            foreach (var call in _after)
                await call(invocation);

            await commit(cancellation);
        }
        finally
        {
            foreach (var call in _finally)
                await call(invocation);

            await invocation.DisposeVariablesAsync();
        }
    }
}
