namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>
/// Asks once for all who ask the same at the same time. Whoever comes while a question is being answered waits for the next answer, which
/// is asked for afterwards, so that nobody misses what was written before they came (ADR 0012).
/// </summary>
/// <param name="ask">Belongs to no single request, and none can cancel it for the others.</param>
public sealed class SharedAnswers<TQuestion, TAnswer>(Func<TQuestion, Task<TAnswer>> ask)
    where TQuestion : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TQuestion, Asking> _last = [];

    /// <exception cref="OperationCanceledException">The caller no longer waits; the others still do.</exception>
    public Task<TAnswer> AskAsync(TQuestion question, CancellationToken cancellationToken)
    {
        Asking? running;
        Asking asking;
        lock (_gate)
        {
            if (_last.TryGetValue(question, out running) && !running.HasStarted)
                return running.Answer.Task.WaitAsync(cancellationToken);
            _last[question] = asking = new Asking();
        }

        _ = RunAsync(question, asking, after: running);
        return asking.Answer.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync(TQuestion question, Asking asking, Asking? after)
    {
        if (after is not null)
            await ((Task)after.Answer.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            asking.HasStarted = true;
        try
        {
            asking.Answer.SetResult(await ask(question));
        }
        catch (Exception exception)
        {
            asking.Answer.SetException(exception);
        }

        lock (_gate)
        {
            if (_last[question] == asking)
                _last.Remove(question);
        }
    }

    private sealed class Asking
    {
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasStarted { get; set; }
    }
}
