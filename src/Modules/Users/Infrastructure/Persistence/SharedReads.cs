namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>
/// Reads once for all who ask the same at the same time. Whoever asks while a reading runs waits for the next one, which starts after the
/// question, so that nobody misses what was written before it (ADR 0012).
/// </summary>
/// <param name="read">Belongs to no single request, and none can cancel it for the others.</param>
internal sealed class SharedReads<TQuestion, TAnswer>(Func<TQuestion, Task<TAnswer>> read)
    where TQuestion : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TQuestion, Reading> _last = [];

    public Task<TAnswer> ReadAsync(TQuestion question, CancellationToken cancellationToken)
    {
        Reading? running;
        Reading reading;
        lock (_gate)
        {
            if (_last.TryGetValue(question, out running) && !running.HasStarted)
                return running.Answer.Task.WaitAsync(cancellationToken);
            _last[question] = reading = new Reading();
        }

        _ = RunAsync(question, reading, after: running);
        return reading.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync(TQuestion question, Reading reading, Reading? after)
    {
        if (after is not null)
            await ((Task)after.Answer.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            reading.HasStarted = true;
        try
        {
            reading.Answer.SetResult(await read(question));
        }
        catch (Exception exception)
        {
            reading.Answer.SetException(exception);
        }

        lock (_gate)
        {
            if (_last[question] == reading)
                _last.Remove(question);
        }
    }

    private sealed class Reading
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasStarted { get; set; }
    }
}
