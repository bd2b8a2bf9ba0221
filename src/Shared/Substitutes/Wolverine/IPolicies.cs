using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Wolverine;

public interface IPolicies : IWithFailurePolicies
{
    /// <summary>
    /// Every handler that reaches <c>IDocumentSession</c>, through a parameter or through the constructor of a service it receives,
    /// has its changes saved after it returns, together with the messages it caused.
    /// </summary>
    void AutoApplyTransactions();

    /// <summary>Messages to local queues are rows in the database until they are handled.</summary>
    void UseDurableLocalQueues();

    /// <summary>
    /// Puts the class's <c>Before</c>, <c>After</c> and <c>Finally</c> methods (or <c>...Async</c>) around handlers. What <c>Before</c>
    /// returns is a parameter for the others; an <see cref="IDisposable"/> is disposed at the end.
    /// </summary>
    void AddMiddleware<T>(Func<HandlerChain, bool>? filter = null);

    /// <inheritdoc cref="AddMiddleware{T}"/>
    void AddMiddleware(Type middlewareType, Func<HandlerChain, bool>? filter = null);
}
