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
}

/// <summary>For exceptions of one kind: the action after the first failed attempt, after the second, and so on.</summary>
internal sealed class FailureRule(Func<Exception, bool> matches)
{
    public List<FailureAction> Actions { get; } = [];

    public bool Matches(Exception exception) => matches(exception);

    public FailureAction ActionAfter(int attempts) =>
        attempts <= Actions.Count ? Actions[attempts - 1] : FailureAction.MoveToErrorQueue;
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
