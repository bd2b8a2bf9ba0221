namespace Wolverine.ErrorHandling;

internal enum FailureActionKind
{
    Retry,
    ScheduleRetry,
    Requeue,
    MoveToErrorQueue,
    Discard,
}

internal readonly record struct FailureAction(FailureActionKind Kind, TimeSpan Delay = default)
{
    public static readonly FailureAction MoveToErrorQueue = new(FailureActionKind.MoveToErrorQueue);

    private Jitter? Jitter { get; init; }

    public FailureAction With(Jitter jitter) => Delay > TimeSpan.Zero ? this with { Jitter = jitter } : this;

    public FailureAction After(int attempts) =>
        Jitter is null ? this : new FailureAction(Kind, Jitter(Delay, attempts, Random.Shared.NextDouble()));
}

/// <summary>For exceptions of one kind: the action after the first failed attempt, after the second, and so on.</summary>
internal sealed class FailureRule(Func<Exception, bool> matches)
{
    private readonly List<FailureAction> _actions = [];
    private bool _hasJitter;

    public bool Matches(Exception exception) => matches(exception);

    public void Add(FailureAction action) => _actions.Add(action);

    /// <summary>Spreads the delays so far.</summary>
    public void Spread(Jitter jitter)
    {
        if (_hasJitter)
            throw new InvalidOperationException("The rule has a jitter already; it can have one.");
        if (!_actions.Exists(action => action.Delay > TimeSpan.Zero))
            throw new InvalidOperationException("The rule has no delay that a jitter could spread.");

        _hasJitter = true;
        for (var i = 0; i < _actions.Count; i++)
            _actions[i] = _actions[i].With(jitter);
    }

    public FailureAction ActionAfter(int attempts) =>
        attempts <= _actions.Count ? _actions[attempts - 1].After(attempts) : FailureAction.MoveToErrorQueue;
}

/// <summary>The first rule that matches an exception decides.</summary>
public class FailureRuleCollection
{
    private readonly List<FailureRule> _rules = [];

    internal FailureRuleCollection()
    {
    }

    internal void Add(FailureRule rule) => _rules.Add(rule);

    internal FailureAction Decide(Exception exception, int attempts) =>
        _rules.Find(rule => rule.Matches(exception))?.ActionAfter(attempts) ?? FailureAction.MoveToErrorQueue;
}
