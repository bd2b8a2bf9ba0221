using System.Threading.Channels;
using Marten;

namespace Monolith.Shared.Infrastructure.Lookups;

/// <summary>
/// Whether something is stored under a text that is unique. One reading answers all who asked while the one before was under way, at most
/// 100 of them, so that it begins after the question: what was committed before is found. What data loaders do, between requests instead
/// of within one (ADR 0040).
/// </summary>
/// <param name="sql">Which of the keys in the array that is its one parameter are stored.</param>
public abstract class KnownKeys(IDocumentStore store, string sql)
{
    private const int MostKeys = 100;

    private readonly Channel<Question> _questions = Channel.CreateUnbounded<Question>(new() { SingleReader = true });
    private int _isAnswering;

    /// <exception cref="OperationCanceledException">Whoever asked has given up. What the reading fails with, all hear who asked.</exception>
    public Task<bool> ContainAsync(string key, CancellationToken cancellationToken)
    {
        var question = new Question(key);
        _questions.Writer.TryWrite(question);
        // Unsafe: who happens to be the first must not lend the others' reading his activity and other ambient values.
        if (Interlocked.Exchange(ref _isAnswering, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static keys => _ = keys.AnswerAsync(), this, preferLocal: false);
        return question.Task.WaitAsync(cancellationToken);
    }

    private async Task AnswerAsync()
    {
        List<Question> asked = new(MostKeys);
        while (await _questions.Reader.WaitToReadAsync())
        {
            while (asked.Count < MostKeys && _questions.Reader.TryRead(out var question))
                asked.Add(question);
            await AnswerAsync(asked);
            asked.Clear();
        }
    }

    private async Task AnswerAsync(List<Question> asked)
    {
        try
        {
            await using var session = store.QuerySession();
            var known = (await session.QueryAsync<string>(sql, (object)asked.Select(question => question.Key).ToArray())).ToHashSet();
            foreach (var question in asked)
                question.SetResult(known.Contains(question.Key));
        }
        catch (Exception exception)
        {
            foreach (var question in asked)
                question.TrySetException(exception);
        }
    }

    private sealed class Question(string key) : TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Key => key;
    }
}
