using System.Reflection;

namespace Wolverine.Runtime.Handlers;

/// <summary>A message type with the handler that its messages of one queue go to, and the middleware around it.</summary>
public class HandlerChain
{
    private CompiledMiddleware[] _middleware = [];
    private CompiledCall? _validator;
    private CompiledCall[] _handlers = [];

    internal HandlerChain(Type messageType, IReadOnlyList<MethodInfo> methods)
    {
        MessageType = messageType;
        Methods = methods;
        HandlerName = string.Join(", ", methods.Select(method => method.ReflectedType!.FullName).Distinct());
    }

    public Type MessageType { get; }

    /// <summary>More than one when handlers are combined into one.</summary>
    internal IReadOnlyList<MethodInfo> Methods { get; }

    /// <summary>Whose transaction the messages are handled in; null without one.</summary>
    internal ITransactions? Transactions { get; private set; }

    internal string HandlerName { get; }

    /// <summary>How many values an attempt keeps between its calls.</summary>
    internal int VariableCount { get; private set; }

    internal void Compile(ChainCompiler compiler)
    {
        var calls = new CallCompiler(MessageType);
        _middleware = [.. compiler.MiddlewareFor(this).Select(middleware => new CompiledMiddleware(middleware, calls))];
        _validator = compiler.ValidatorFor(MessageType);
        _handlers = [.. Methods.Select(calls.Compile)];
        foreach (var middleware in _middleware)
            middleware.CompileWhatFollows(calls);

        VariableCount = calls.VariableCount;
        Transactions = compiler.TransactionsFor(this, calls);
    }

    /// <summary>Runs one attempt up to and including its commit. Ambient values that middleware sets hold until then.</summary>
    internal async ValueTask InvokeAsync(Invocation invocation)
    {
        if (Transactions is not null)
            invocation.Transaction = Transactions.Begin(invocation.Services);

        var entered = 0;
        try
        {
            for (; entered < _middleware.Length; entered++)
            {
                foreach (var call in _middleware[entered].Before)
                    await call(invocation);
            }

            if (_validator is not null)
                await _validator(invocation);
            foreach (var call in _handlers)
                await invocation.CascadeAsync(await call(invocation));

            for (var i = entered - 1; i >= 0; i--)
            {
                foreach (var call in _middleware[i].After)
                    await call(invocation);
            }

            await invocation.CommitAsync();
        }
        finally
        {
            // Whoever did not get past its own beginning has nothing to end.
            for (var i = entered - 1; i >= 0; i--)
            {
                foreach (var call in _middleware[i].Finally)
                    await call(invocation);
            }
        }
    }
}
