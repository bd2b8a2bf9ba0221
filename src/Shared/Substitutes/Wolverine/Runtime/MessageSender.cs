using System.Text.Json;
using Wolverine.Transports.Local;

namespace Wolverine.Runtime;

/// <summary>Brings envelopes to their queues, by way of the database where the queue is durable.</summary>
internal sealed class MessageSender(WolverineRuntime runtime)
{
    /// <summary>
    /// In one transaction: writes what goes to durable queues and deletes the message that caused it. Where it caused none, its row
    /// is left to whoever took it from its queue.
    /// </summary>
    public async Task StoreAndSendAsync(IReadOnlyList<Envelope> envelopes, Envelope? handled, CancellationToken cancellation)
    {
        Envelope[] durable = [.. envelopes.Where(Prepare)];
        try
        {
            if (handled is null && durable.Length > 0)
                await runtime.Writer!.InsertAsync(durable, cancellation);
            else if (handled is not null && durable.Length > 0)
                await runtime.Store!.CommitAsync(durable, handled, cancellation);
            else if (handled is not null)
                handled.IsHandled = true;
        }
        catch
        {
            runtime.GiveBack(durable);
            throw;
        }

        Send(envelopes);
    }

    /// <summary>Readies an envelope to be written, and says whether it is to be.</summary>
    public bool Prepare(Envelope envelope)
    {
        var queue = QueueOf(envelope);
        if (!queue.IsDurable)
            return false;

        envelope.Body ??= JsonSerializer.SerializeToUtf8Bytes(envelope.Message, envelope.Message!.GetType());
        envelope.IsHeld = queue.Room > 0 && !queue.IsOverflowing && !runtime.IsStopping && runtime.Lease.IsValid
            && !envelope.IsScheduledForLater(runtime.Clock.GetUtcNow());
        return true;
    }

    /// <summary>For envelopes that are committed, or that no database knows.</summary>
    public void Send(IReadOnlyList<Envelope> envelopes)
    {
        foreach (var envelope in envelopes)
        {
            using var activity = WolverineTracing.StartSending(envelope);
            runtime.Tracker.Sent(envelope);
            runtime.Metrics.Sent(envelope);
            Deliver(QueueOf(envelope), envelope);
        }
    }

    /// <summary>Keeps the envelope until it is due; what is kept in memory is lost when the process ends.</summary>
    public void DeliverLater(LocalQueue queue, Envelope envelope, TimeSpan delay) =>
        _ = Task.Delay(delay, runtime.Clock, runtime.NoMore).ContinueWith(
            _ => runtime.Hold(queue, envelope), runtime.NoMore, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    private void Deliver(LocalQueue queue, Envelope envelope)
    {
        var now = runtime.Clock.GetUtcNow();
        if (envelope.IsScheduledForLater(now))
        {
            runtime.Tracker.Scheduled(envelope);
            if (queue.IsDurable)
                runtime.Bell.RingAt(envelope.ScheduledTime!.Value);
            else
                DeliverLater(queue, envelope, envelope.ScheduledTime!.Value - now);
        }
        else if (!queue.IsDurable)
        {
            runtime.Hold(queue, envelope);
        }
        else if (!envelope.IsHeld || !runtime.TryHold(queue, envelope))
        {
            // The order of these two matters: a look after the second gives back what the first named.
            if (envelope.IsHeld)
                runtime.GiveBack([envelope]);
            runtime.LeaveBehind(queue);
        }
    }

    private LocalQueue QueueOf(Envelope envelope) => runtime.Options.Queues.Find(envelope.Destination!.AbsoluteUri)!;
}
