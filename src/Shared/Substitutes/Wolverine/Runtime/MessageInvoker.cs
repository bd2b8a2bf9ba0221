using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;
using Wolverine.Runtime.Routing;

namespace Wolverine.Runtime;

/// <summary>Runs handlers: one attempt in its own scope, and the messages that a caller waits for.</summary>
internal sealed class MessageInvoker(WolverineRuntime runtime, IServiceScopeFactory scopes, ILogger<MessageInvoker> logger)
{
    /// <summary>Handles the message here and now; only retries that need no queue apply.</summary>
    public async Task<object?> InvokeAsync(
        object message, Type? responseType, MessageContext caller, TimeSpan? timeout, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var chains = runtime.Graph.ChainsFor(message.GetType());
        if (chains.Count == 0)
            throw new IndeterminateRoutesException(message.GetType());

        if (chains.Count > 1)
        {
            // Separated handlers have a queue each and nothing in common that could be waited for.
            await caller.SendAsync(message);
            return null;
        }

        var envelope = caller.Correlate(new Envelope(message) { ResponseType = responseType });
        runtime.Tracker.Enter(envelope);
        try
        {
            await InvokeAsync(chains[0], envelope, timeout, cancellation);
            return envelope.Response;
        }
        finally
        {
            runtime.Tracker.Leave(envelope);
        }
    }

    /// <summary>
    /// One attempt: a scope, the handler with its middleware, and the commit of its documents and messages. With
    /// <paramref name="isStored"/> the commit deletes the message's own row.
    /// </summary>
    public async Task AttemptAsync(HandlerChain chain, Envelope envelope, bool isStored, TimeSpan? timeout, CancellationToken cancellation)
    {
        envelope.Attempts++;
        envelope.Response = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout ?? runtime.Options.DefaultExecutionTimeout);
        await using var scope = scopes.CreateAsyncScope();
        var context = new MessageContext(runtime, envelope);
        scope.ServiceProvider.GetRequiredService<ScopedMessageContext>().Context = context;

        var started = runtime.Clock.GetTimestamp();
        var isCommitted = false;
        runtime.Tracker.ExecutionStarted(envelope);
        try
        {
            var transaction = chain.Transactions?.Begin(scope.ServiceProvider);
            await chain.InvokeAsync(context, scope.ServiceProvider, Commit, limit.Token);
            runtime.Tracker.ExecutionFinished(envelope, exception: null);

            async Task Commit(CancellationToken token)
            {
                await CommitAsync(context, transaction, isStored ? envelope : null, token);
                isCommitted = true;
            }
        }
        catch (Exception e) when (isCommitted)
        {
            // The effect has happened; another attempt would repeat it.
            logger.LogError(e, "After {MessageType} {MessageId} was handled and committed", envelope.MessageType, envelope.Id);
            runtime.Tracker.ExecutionFinished(envelope, exception: null);
        }
        catch (Exception e)
        {
            runtime.Metrics.Failed(envelope, e);
            runtime.Tracker.ExecutionFinished(envelope, e);
            throw;
        }
        finally
        {
            runtime.Metrics.Executed(envelope, runtime.Clock.GetElapsedTime(started));
        }
    }

    private async Task InvokeAsync(HandlerChain chain, Envelope envelope, TimeSpan? timeout, CancellationToken cancellation)
    {
        using var activity = WolverineTracing.StartExecuting(envelope);
        activity?.SetTag(WolverineTracing.MessageHandler, chain.HandlerName);
        while (true)
        {
            try
            {
                await AttemptAsync(chain, envelope, isStored: false, timeout, cancellation);
                return;
            }
            catch (Exception e)
            {
                var action = runtime.Options.FailureRules.Decide(e, envelope.Attempts);
                if (action.Kind != FailureActionKind.Retry || cancellation.IsCancellationRequested)
                {
                    activity?.Fail(e);
                    throw;
                }

                activity.Note(WolverineTracing.EnvelopeRetry);
                logger.LogWarning(e, "Attempt {Attempt} to handle {MessageType} failed", envelope.Attempts, envelope.MessageType);
                await Task.Delay(action.Delay, runtime.Clock, cancellation);
            }
        }
    }

    private async Task CommitAsync(
        MessageContext context, IHandlerTransaction? transaction, Envelope? stored, CancellationToken cancellation)
    {
        var outgoing = context.TakeOutgoing();
        if (transaction is null)
        {
            await runtime.Sender.StoreAndSendAsync(outgoing, stored, cancellation);
            return;
        }

        foreach (var envelope in outgoing)
            transaction.Store(envelope);
        if (stored is not null)
            transaction.Complete(stored);

        await transaction.CommitAsync(cancellation);
    }
}
