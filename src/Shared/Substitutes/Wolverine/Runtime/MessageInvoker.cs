using Microsoft.Extensions.Logging;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;
using Wolverine.Runtime.Routing;

namespace Wolverine.Runtime;

/// <summary>Runs handlers: one attempt in its own scope, and the messages that a caller waits for.</summary>
internal sealed class MessageInvoker(WolverineRuntime runtime, ILogger<MessageInvoker> logger)
{
    /// <summary>Handles the message here and now; only retries that need no queue apply.</summary>
    public ValueTask<object?> InvokeAsync(
        object message, Type? responseType, MessageContext caller, TimeSpan? timeout, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        var chains = runtime.Graph.ChainsFor(message.GetType());
        if (chains.Count == 0)
            throw new IndeterminateRoutesException(message.GetType());

        // Separated handlers have a queue each and nothing in common that could be waited for.
        if (chains.Count > 1)
            return SendAsync(caller, message);

        var invocation = new Invocation(runtime, chains[0], message, caller, cancellation) { ResponseType = responseType, Timeout = timeout };
        return InvokeAsync(chains[0], invocation, cancellation);
    }

    /// <summary>
    /// One attempt: the handler with its middleware, and the commit of its documents and messages. With <paramref name="isStored"/> the
    /// commit deletes the message's own row.
    /// </summary>
    public ValueTask AttemptAsync(HandlerChain chain, Envelope envelope, bool isStored, CancellationToken cancellation) =>
        AttemptAsync(chain, new Invocation(runtime, chain, envelope, cancellation) { IsStored = isStored });

    private static async ValueTask<object?> SendAsync(MessageContext caller, object message)
    {
        await caller.SendAsync(message);
        return null;
    }

    private async ValueTask<object?> InvokeAsync(HandlerChain chain, Invocation invocation, CancellationToken cancellation)
    {
        runtime.Callers.Enter();
        try
        {
            return await (runtime.Tracker.IsWatching || WolverineTracing.Source.HasListeners()
                ? InvokeObservedAsync(chain, invocation, cancellation)
                : InvokeAsync(chain, invocation, activity: null, cancellation));
        }
        finally
        {
            runtime.Callers.Leave();
        }
    }

    private async ValueTask<object?> InvokeObservedAsync(HandlerChain chain, Invocation invocation, CancellationToken cancellation)
    {
        runtime.Tracker.Enter(invocation.Envelope);
        using var activity = WolverineTracing.StartExecuting(invocation.Envelope);
        activity?.SetTag(WolverineTracing.MessageHandler, chain.HandlerName);
        try
        {
            return await InvokeAsync(chain, invocation, activity, cancellation);
        }
        finally
        {
            runtime.Tracker.Leave(invocation.Envelope);
        }
    }

    private async ValueTask<object?> InvokeAsync(
        HandlerChain chain, Invocation invocation, System.Diagnostics.Activity? activity, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await AttemptAsync(chain, invocation);
                if (runtime.Metrics.CountsHandled)
                    runtime.Metrics.Handled(NameOf(chain), invocation.Destination, Outcomes.Succeeded);
                return invocation.Response;
            }
            catch (Exception e)
            {
                var action = runtime.Options.FailureRules.Decide(e, invocation.Attempts);
                if (action.Kind != FailureActionKind.Retry || cancellation.IsCancellationRequested)
                {
                    activity?.Fail(e);
                    runtime.Metrics.Handled(NameOf(chain), invocation.Destination, Outcomes.Failed);
                    throw;
                }

                activity.Note(WolverineTracing.EnvelopeRetry);
                runtime.Metrics.Retried(NameOf(chain), invocation.Destination, e);
                logger.LogWarning(
                    e, "Attempt {Attempt} to handle {MessageType} failed", invocation.Attempts, invocation.Envelope.MessageType);
                await Task.Delay(action.Delay, runtime.Clock, cancellation);
            }
        }
    }

    private string NameOf(HandlerChain chain) => runtime.Options.MessageTypes.NameOf(chain.MessageType);

    private async ValueTask AttemptAsync(HandlerChain chain, Invocation invocation)
    {
        invocation.BeginAttempt();
        var started = runtime.Clock.GetTimestamp();
        if (runtime.Tracker.IsWatching)
            runtime.Tracker.ExecutionStarted(invocation.Envelope);
        Exception? failure = null;
        try
        {
            try
            {
                await chain.InvokeAsync(invocation);
            }
            finally
            {
                await invocation.EndAttemptAsync();
            }
        }
        catch (Exception e) when (invocation.IsCommitted)
        {
            // The effect has happened; another attempt would repeat it.
            logger.LogError(
                e, "After {MessageType} {MessageId} was handled and committed", invocation.Envelope.MessageType, invocation.Envelope.Id);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            if (runtime.Tracker.IsWatching)
                runtime.Tracker.ExecutionFinished(invocation.Envelope, failure);
            if (runtime.Metrics.MeasuresDuration)
                runtime.Metrics.Attempted(NameOf(chain), invocation.Destination, runtime.Clock.GetElapsedTime(started), failure);
        }
    }
}
