using Marten;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Persistence;

/// <summary>
/// How many people a filter finds: counted once for all who ask at the same time. Whoever asks while a count runs waits for the next one,
/// which starts after the question, so that nobody misses what was written before it (ADR 0012).
/// </summary>
internal sealed class UserCounts(IDocumentStore store)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UserFilter, Count> _last = [];

    public Task<long> CountAsync(UserFilter filter, CancellationToken cancellationToken)
    {
        Count? running;
        Count count;
        lock (_gate)
        {
            if (_last.TryGetValue(filter, out running) && !running.HasStarted)
                return running.Result.Task.WaitAsync(cancellationToken);
            _last[filter] = count = new Count();
        }

        _ = RunAsync(filter, count, after: running);
        return count.Result.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync(UserFilter filter, Count count, Count? after)
    {
        if (after is not null)
            await ((Task)after.Result.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
            count.HasStarted = true;
        try
        {
            count.Result.SetResult(await ReadAsync(filter));
        }
        catch (Exception exception)
        {
            count.Result.SetException(exception);
        }

        lock (_gate)
        {
            if (_last[filter] == count)
                _last.Remove(filter);
        }
    }

    /// <summary>In a session of its own: it belongs to no single request, and none can cancel it for the others.</summary>
    private async Task<long> ReadAsync(UserFilter filter)
    {
        var (where, values) = UserCondition.Of(filter);
        await using var session = store.QuerySession();
        return (await session.AdvancedSql.QueryAsync<long>($"select count(*) from users.mt_doc_user d where {where}", CancellationToken.None, values))[0];
    }

    private sealed class Count
    {
        public TaskCompletionSource<long> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasStarted { get; set; }
    }
}
