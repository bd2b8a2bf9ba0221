namespace Wolverine.ErrorHandling;

public interface IWithFailurePolicies
{
    FailureRuleCollection Failures { get; }
}

/// <summary>What happens after a failed attempt. Calls that cover several attempts (such as retries) come one after another.</summary>
public interface IFailureActions
{
    /// <summary>Tries once more at once.</summary>
    IAdditionalActions RetryOnce();

    /// <summary>Tries again at once, so many times.</summary>
    IAdditionalActions RetryTimes(int attempts);

    /// <summary>Tries again after each of the delays; the message waits in the worker.</summary>
    IAdditionalActions RetryWithCooldown(params TimeSpan[] delays);

    /// <summary>Tries again after each of the delays; the message waits in the database and the worker goes on with others.</summary>
    IAdditionalActions ScheduleRetry(params TimeSpan[] delays);

    /// <summary>Puts the message at the end of its queue, up to <paramref name="maxAttempts"/> attempts altogether.</summary>
    IAdditionalActions Requeue(int maxAttempts = 3);

    /// <summary>Keeps the message with its exception among the dead letters.</summary>
    IAdditionalActions MoveToErrorQueue();

    /// <summary>Forgets the message.</summary>
    IAdditionalActions Discard();
}

public interface IAdditionalActions
{
    /// <summary>What happens after the failures that the actions so far cover.</summary>
    IFailureActions Then { get; }

    /// <summary>Waits by chance up to twice as long as each delay of the rule says, so that what failed together is not tried again together.</summary>
    /// <exception cref="InvalidOperationException">The rule has no delay yet, or a jitter already.</exception>
    IAdditionalActions WithFullJitter();

    /// <summary>Waits by chance longer than each delay of the rule says, by up to this share of it: 0.25 is a quarter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not greater than zero.</exception>
    /// <exception cref="InvalidOperationException">The rule has no delay yet, or a jitter already.</exception>
    IAdditionalActions WithBoundedJitter(double percent);

    /// <summary>Waits by chance longer than each delay of the rule says, by up to twice the delay times the attempts so far.</summary>
    /// <exception cref="InvalidOperationException">The rule has no delay yet, or a jitter already.</exception>
    IAdditionalActions WithExponentialJitter();
}
