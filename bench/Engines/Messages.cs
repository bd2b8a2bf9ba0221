using System.Diagnostics;

namespace Monolith.Bench.Engines;

public sealed record Ping;

public static class PingHandler
{
    public static void Handle(Ping message) => _ = message;
}

public sealed record Question(int Number);

public sealed record Answer(int Number);

public static class QuestionHandler
{
    private static readonly Answer TheOne = new(42);

    public static Answer Handle(Question question) => question.Number < 0 ? new(question.Number) : TheOne;
}

/// <summary>Says when it was published, in ticks of <see cref="Stopwatch"/>.</summary>
public sealed record Notice(long PublishedAt);

public static class NoticeHandler
{
    public static Meeting? Meeting { get; set; }

    public static void Handle(Notice notice) => Meeting?.Arrive(notice.PublishedAt);
}

/// <summary>Waits for a number of notices and keeps how long each was on its way.</summary>
public sealed class Meeting(int expected)
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long[] _ticks = new long[expected];
    private int _arrived;

    public Task Complete => _complete.Task;

    public void Arrive(long publishedAt)
    {
        var place = Interlocked.Increment(ref _arrived) - 1;
        _ticks[place] = Stopwatch.GetTimestamp() - publishedAt;
        if (place == _ticks.Length - 1)
            _complete.SetResult();
    }

    /// <summary>Milliseconds within which this share of the notices arrived.</summary>
    public double Percentile(double share)
    {
        var sorted = _ticks.Order().ToArray();
        return sorted[(int)Math.Ceiling(share * sorted.Length) - 1] * 1000.0 / Stopwatch.Frequency;
    }
}
