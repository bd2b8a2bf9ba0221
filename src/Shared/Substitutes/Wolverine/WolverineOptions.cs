using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Configuration;
using Wolverine.ErrorHandling;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;
using Wolverine.Transports.Local;

namespace Wolverine;

/// <summary>What several handlers of one message type are to each other.</summary>
public enum MultipleHandlerBehavior
{
    /// <summary>They run one after another, as one handler: one transaction, one set of retries.</summary>
    ClassicCombineIntoOneLogicalHandler,

    /// <summary>Each has its own queue, transaction and retries.</summary>
    Separated,
}

public sealed class WolverineOptions : IPolicies
{
    internal WolverineOptions(IServiceCollection services)
    {
        Services = services;
        ApplicationAssembly = Assembly.GetEntryAssembly();
        ServiceName = ApplicationAssembly?.GetName().Name ?? "WolverineService";
    }

    /// <summary>Stands in <see cref="Envelope.Source"/> and in the name of the meter.</summary>
    public string ServiceName { get; set; }

    /// <summary>Searched for handlers along with the assemblies of <see cref="Discovery"/>. Default: the entry assembly.</summary>
    public Assembly? ApplicationAssembly { get; set; }

    public MultipleHandlerBehavior MultipleHandlerBehavior { get; set; }

    /// <summary>After so long a handler's cancellation token is cancelled. Default: 60 seconds.</summary>
    public TimeSpan DefaultExecutionTimeout { get; set; } = TimeSpan.FromSeconds(60);

    public HandlerDiscovery Discovery { get; } = new();

    public IPolicies Policies => this;

    public DurabilitySettings Durability { get; } = new();

    public IServiceCollection Services { get; }

    FailureRuleCollection IWithFailurePolicies.Failures => FailureRules;

    internal FailureRuleCollection FailureRules { get; } = new();

    internal MessageTypes MessageTypes { get; } = new();

    internal LocalQueues Queues { get; } = new();

    /// <summary>Queues that a message type was sent to by name, instead of to the queues of its handlers.</summary>
    internal Dictionary<Type, List<LocalQueue>> Subscriptions { get; } = [];

    internal List<MiddlewareRegistration> Middleware { get; } = [];

    internal bool TransactionsAreApplied { get; private set; }

    internal bool ValidatorsAreUsed { get; set; }

    /// <summary>Gives a message type the name under which it is stored; a stored name outlives a renamed class.</summary>
    public void RegisterMessageType(Type messageType, string messageAlias) => MessageTypes.Register(messageType, messageAlias);

    /// <summary>The queue of that name, made when it is new. The queue of a handler has the handler's full type name in lower case.</summary>
    public LocalQueueConfiguration LocalQueue(string queueName) => new(Queues.Get(queueName));

    public IPublishToExpression PublishMessage<T>() => new PublishingExpression(this, typeof(T));

    void IPolicies.AutoApplyTransactions() => TransactionsAreApplied = true;

    void IPolicies.UseDurableLocalQueues() => Queues.AreDurable = true;

    void IPolicies.AddMiddleware<T>(Func<HandlerChain, bool>? filter) => Middleware.Add(new MiddlewareRegistration(typeof(T), filter));

    void IPolicies.AddMiddleware(Type middlewareType, Func<HandlerChain, bool>? filter) =>
        Middleware.Add(new MiddlewareRegistration(middlewareType, filter));
}
