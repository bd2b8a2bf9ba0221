namespace Wolverine.ErrorHandling;

/// <summary>Which exceptions a rule is about, and then what happens.</summary>
public class PolicyExpression : IFailureActions
{
    private readonly FailureRuleCollection _rules;
    private Func<Exception, bool> _matches;

    internal PolicyExpression(FailureRuleCollection rules, Func<Exception, bool> matches)
    {
        _rules = rules;
        _matches = matches;
    }

    public PolicyExpression Or<TException>() where TException : Exception => Or(exception => exception is TException);

    public PolicyExpression Or<TException>(Func<TException, bool> exceptionPredicate, string description = "User supplied filter")
        where TException : Exception =>
        Or(exception => exception is TException match && exceptionPredicate(match));

    public IAdditionalActions RetryOnce() => Start().RetryOnce();

    public IAdditionalActions RetryTimes(int attempts) => Start().RetryTimes(attempts);

    public IAdditionalActions RetryWithCooldown(params TimeSpan[] delays) => Start().RetryWithCooldown(delays);

    public IAdditionalActions ScheduleRetry(params TimeSpan[] delays) => Start().ScheduleRetry(delays);

    public IAdditionalActions Requeue(int maxAttempts = 3) => Start().Requeue(maxAttempts);

    public IAdditionalActions MoveToErrorQueue() => Start().MoveToErrorQueue();

    public IAdditionalActions Discard() => Start().Discard();

    private PolicyExpression Or(Func<Exception, bool> alternative)
    {
        var matches = _matches;
        _matches = exception => matches(exception) || alternative(exception);
        return this;
    }

    private FailureActions Start()
    {
        var rule = new FailureRule(_matches);
        _rules.Add(rule);
        return new FailureActions(rule);
    }
}

internal sealed class FailureActions(FailureRule rule) : IFailureActions, IAdditionalActions
{
    private const int MaximumRetries = 25;

    public IFailureActions Then => this;

    public IAdditionalActions RetryOnce() => RetryTimes(1);

    public IAdditionalActions RetryTimes(int attempts) => Add(FailureActionKind.Retry, attempts, _ => TimeSpan.Zero);

    public IAdditionalActions RetryWithCooldown(params TimeSpan[] delays) =>
        Add(FailureActionKind.Retry, delays.Length, attempt => delays[attempt]);

    public IAdditionalActions ScheduleRetry(params TimeSpan[] delays) =>
        Add(FailureActionKind.ScheduleRetry, delays.Length, attempt => delays[attempt]);

    public IAdditionalActions Requeue(int maxAttempts = 3) =>
        Add(FailureActionKind.Requeue, maxAttempts - 1, _ => TimeSpan.Zero);

    public IAdditionalActions MoveToErrorQueue() => Add(FailureActionKind.MoveToErrorQueue, 1, _ => TimeSpan.Zero);

    public IAdditionalActions Discard() => Add(FailureActionKind.Discard, 1, _ => TimeSpan.Zero);

    public IAdditionalActions WithFullJitter() => Spread(Jitters.Full);

    public IAdditionalActions WithBoundedJitter(double percent) => Spread(Jitters.Bounded(percent));

    public IAdditionalActions WithExponentialJitter() => Spread(Jitters.Exponential);

    private FailureActions Spread(Jitter jitter)
    {
        rule.Spread(jitter);
        return this;
    }

    private FailureActions Add(FailureActionKind kind, int count, Func<int, TimeSpan> delay)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumRetries);
        for (var attempt = 0; attempt < count; attempt++)
            rule.Add(new FailureAction(kind, delay(attempt)));

        return this;
    }
}
