using System.Text.Json;
using Microsoft.Extensions.Logging;
using Wolverine.ErrorHandling;
using Wolverine.Persistence;
using Wolverine.Runtime.Handlers;
using Wolverine.Transports.Local;

namespace Wolverine.Runtime;

/// <summary>Handles what comes out of a queue, until it has succeeded or is put aside.</summary>
internal sealed class QueueReceiver(WolverineRuntime runtime, ILogger<QueueReceiver> logger)
{
    private enum Outcome
    {
        Settled,
        TryAgain,
        Requeued,
        Leaving,
    }

    /// <summary>
    /// Never throws: a worker goes on with the next message whatever happens to this one, also while the row of a message that needed
    /// no transaction has yet to go.
    /// </summary>
    public async Task HandleAsync(LocalQueue queue, Envelope envelope)
    {
        var outcome = queue.IsDurable && !await runtime.MayBeginAsync(envelope)
            ? Outcome.Settled
            : await HandleToEndAsync(queue, envelope);
        if (outcome == Outcome.Leaving)
            return;

        runtime.LetGo(queue, envelope);
        if (outcome == Outcome.Requeued)
            runtime.Hold(queue, envelope);
    }

    private async Task<Outcome> HandleToEndAsync(LocalQueue queue, Envelope envelope)
    {
        using var activity = WolverineTracing.StartExecuting(envelope);
        runtime.Tracker.Received(envelope);
        try
        {
            return await SettleAsync(queue, envelope, activity);
        }
        catch (EnvelopeOwnershipLostException)
        {
            logger.LogWarning("{Envelope} was taken over by another node; what was done for it here is rolled back", envelope);
        }
        catch (OperationCanceledException) when (runtime.Abort.IsCancellationRequested)
        {
            logger.LogWarning("{Envelope} was not finished in time before the service stopped", envelope);
        }
        catch (Exception e)
        {
            logger.LogError(e, "{Envelope} could not be settled and stays in the database", envelope);
        }

        return Outcome.Settled;
    }

    private async Task<Outcome> SettleAsync(LocalQueue queue, Envelope envelope, System.Diagnostics.Activity? activity)
    {
        var pause = new RetryPause();
        while (true)
        {
            try
            {
                if (envelope.DeliverBy <= runtime.Clock.GetUtcNow())
                    return Discard(queue, envelope, activity);

                var chain = Read(queue, envelope);
                activity?.SetTag(WolverineTracing.MessageHandler, chain.HandlerName);
                await runtime.Invoker.AttemptAsync(chain, envelope, queue.IsDurable, runtime.Abort);
                if (envelope.IsHandled)
                    return Remove(queue, envelope, Succeed);

                Succeed(envelope);
                return Outcome.Settled;
            }
            catch (Exception e) when (queue.IsDurable && Outage.Explains(e))
            {
                // Not the message's fault: it keeps its attempts and waits for the database.
                envelope.Attempts = Math.Max(0, envelope.Attempts - 1);
                var next = pause.Next();
                logger.LogWarning("PostgreSQL does not answer ({Reason}); {Envelope} waits {Pause}", e.Message, envelope, next);
                await Task.Delay(next, runtime.Clock, runtime.Abort);
            }
            catch (Exception e) when (e is not EnvelopeOwnershipLostException && !runtime.Abort.IsCancellationRequested)
            {
                var outcome = await ContinueAfterAsync(e, queue, envelope, activity);
                if (outcome != Outcome.TryAgain)
                    return outcome;
            }
        }
    }

    /// <summary>Does what the failure policies say.</summary>
    private async Task<Outcome> ContinueAfterAsync(Exception failure, LocalQueue queue, Envelope envelope, System.Diagnostics.Activity? activity)
    {
        var action = failure is UnreadableMessageException
            ? FailureAction.MoveToErrorQueue
            : runtime.Options.FailureRules.Decide(failure, envelope.Attempts);
        logger.Log(
            action.Kind == FailureActionKind.MoveToErrorQueue ? LogLevel.Error : LogLevel.Warning,
            failure, "Attempt {Attempt} to handle {Envelope} failed: {Action} {Delay}", envelope.Attempts, envelope, action.Kind, action.Delay);

        if (action.Kind is FailureActionKind.Retry or FailureActionKind.ScheduleRetry or FailureActionKind.Requeue)
            runtime.Metrics.Retried(envelope.MessageType, envelope.Destination, failure);
        switch (action.Kind)
        {
            case FailureActionKind.Retry:
                activity.Note(WolverineTracing.EnvelopeRetry);
                await Task.Delay(action.Delay, runtime.Clock, runtime.Abort);
                return Outcome.TryAgain;
            case FailureActionKind.ScheduleRetry:
                activity.Note(WolverineTracing.ScheduledRetry);
                await RescheduleAsync(queue, envelope, action.Delay);
                return Outcome.Settled;
            case FailureActionKind.Requeue:
                activity.Note(WolverineTracing.EnvelopeRequeued);
                runtime.Tracker.Requeued(envelope);
                return Outcome.Requeued;
            case FailureActionKind.Discard:
                activity?.Fail(failure);
                return Discard(queue, envelope, activity);
            default:
                activity?.Fail(failure);
                await MoveToErrorQueueAsync(queue, envelope, failure, activity);
                return Outcome.Settled;
        }
    }

    /// <exception cref="UnreadableMessageException">Nobody knows the type, or the body is not of it.</exception>
    private HandlerChain Read(LocalQueue queue, Envelope envelope)
    {
        if (envelope.Message is null)
        {
            if (!runtime.Options.MessageTypes.TryFind(envelope.MessageType!, out var type))
                throw new UnreadableMessageException($"No message type is known as '{envelope.MessageType}'.");

            try
            {
                envelope.Message = JsonSerializer.Deserialize(envelope.Body, type);
            }
            catch (JsonException e)
            {
                throw new UnreadableMessageException($"The body is not a '{envelope.MessageType}'.", e);
            }
        }

        return runtime.Graph.ChainFor(envelope.Message!.GetType(), queue)
            ?? throw new UnreadableMessageException($"Nobody handles '{envelope.MessageType}' at {queue.Uri}.");
    }

    private async Task RescheduleAsync(LocalQueue queue, Envelope envelope, TimeSpan delay)
    {
        runtime.Tracker.Requeued(envelope);
        if (!queue.IsDurable)
        {
            runtime.Sender.DeliverLater(queue, envelope, delay);
            return;
        }

        await PersistentlyAsync(() => runtime.Store!.RescheduleAsync(envelope, delay, runtime.Abort));
        runtime.Bell.RingAt(runtime.Clock.GetUtcNow() + delay);
    }

    private void Succeed(Envelope envelope)
    {
        runtime.Metrics.Handled(envelope.MessageType, envelope.Destination, Outcomes.Succeeded);
        runtime.Tracker.MessageSucceeded(envelope);
    }

    private Outcome Discard(LocalQueue queue, Envelope envelope, System.Diagnostics.Activity? activity)
    {
        activity.Note(WolverineTracing.EnvelopeDiscarded);
        if (queue.IsDurable)
            return Remove(queue, envelope, Discarded);

        Discarded(envelope);
        return Outcome.Settled;
    }

    private void Discarded(Envelope envelope)
    {
        runtime.Metrics.Handled(envelope.MessageType, envelope.Destination, Outcomes.Discarded);
        runtime.Tracker.Discarded(envelope);
    }

    /// <summary>The message stays held, and counts as such, until its row is gone.</summary>
    private Outcome Remove(LocalQueue queue, Envelope envelope, Action<Envelope> removed)
    {
        runtime.Writer!.Remove(envelope, isGone =>
        {
            runtime.LetGo(queue, envelope);
            if (isGone)
                removed(envelope);
            else
                logger.LogWarning("{Envelope} was taken over by another node and may be handled twice", envelope);
        });
        return Outcome.Leaving;
    }

    private async Task MoveToErrorQueueAsync(
        LocalQueue queue, Envelope envelope, Exception failure, System.Diagnostics.Activity? activity)
    {
        if (queue.IsDurable)
            await PersistentlyAsync(() => runtime.Store!.MoveToDeadLettersAsync(envelope, failure, runtime.Abort));

        activity.Note(WolverineTracing.MovedToErrorQueue);
        runtime.Metrics.DeadLettered(envelope, failure);
        runtime.Tracker.MovedToErrorQueue(envelope, failure);
    }

    private async Task PersistentlyAsync(Func<Task> write)
    {
        var pause = new RetryPause();
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception e) when (Outage.Explains(e))
            {
                await Task.Delay(pause.Next(), runtime.Clock, runtime.Abort);
            }
        }
    }
}

/// <summary>A stored message that this version of the service cannot hand to a handler.</summary>
internal sealed class UnreadableMessageException(string message, Exception? inner = null) : Exception(message, inner);
