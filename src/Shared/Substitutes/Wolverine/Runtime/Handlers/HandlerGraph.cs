using System.Reflection;
using Wolverine.Transports.Local;

namespace Wolverine.Runtime.Handlers;

/// <summary>Which handler a message goes to, and through which queue. Built once, when the service starts.</summary>
internal sealed class HandlerGraph
{
    private readonly Dictionary<Type, HandlerChain[]> _chains = [];
    private readonly Dictionary<(Type Message, LocalQueue Queue), HandlerChain> _byQueue = [];
    private readonly Dictionary<Type, LocalQueue[]> _queues = [];

    public HandlerGraph(WolverineOptions options, ChainCompiler compiler)
    {
        foreach (var middleware in options.Middleware)
            middleware.AssertUsable();

        var methods = options.Discovery.FindMethods(options.ApplicationAssembly);
        foreach (var group in methods.GroupBy(method => method.GetParameters()[0].ParameterType))
        {
            options.MessageTypes.Register(group.Key);
            _chains[group.Key] = [.. Separate(options, group).Select(chain => new HandlerChain(group.Key, chain))];
            foreach (var chain in _chains[group.Key])
                chain.Compile(compiler);

            _queues[group.Key] = options.Subscriptions.TryGetValue(group.Key, out var named)
                ? Assign(named, _chains[group.Key])
                : [.. _chains[group.Key].Select(chain => Assign(options, chain))];
        }

        foreach (var (messageType, queues) in options.Subscriptions)
            _queues.TryAdd(messageType, [.. queues]);

        options.Queues.Seal();
    }

    public IReadOnlyList<HandlerChain> ChainsFor(Type messageType) => _chains.GetValueOrDefault(messageType) ?? [];

    public HandlerChain? ChainFor(Type messageType, LocalQueue queue) => _byQueue.GetValueOrDefault((messageType, queue));

    public IReadOnlyList<LocalQueue> QueuesFor(Type messageType) => _queues.GetValueOrDefault(messageType) ?? [];

    private static IEnumerable<MethodInfo[]> Separate(WolverineOptions options, IEnumerable<MethodInfo> methods) =>
        options.MultipleHandlerBehavior == MultipleHandlerBehavior.Separated
            ? methods.GroupBy(method => method.ReflectedType).Select(ofOneClass => ofOneClass.ToArray())
            : [methods.ToArray()];

    private LocalQueue Assign(WolverineOptions options, HandlerChain chain)
    {
        var named = options.MultipleHandlerBehavior == MultipleHandlerBehavior.Separated
            ? chain.Methods[0].ReflectedType!
            : chain.MessageType;
        var queue = options.Queues.Get(named.FullName!);
        _byQueue[(chain.MessageType, queue)] = chain;
        return queue;
    }

    private LocalQueue[] Assign(List<LocalQueue> queues, HandlerChain[] chains)
    {
        if (chains.Length > 1)
        {
            throw new InvalidOperationException(
                $"{chains[0].MessageType} has {chains.Length} separated handlers; each has its own queue and none can be named for all.");
        }

        foreach (var queue in queues)
            _byQueue[(chains[0].MessageType, queue)] = chains[0];

        return [.. queues];
    }
}
