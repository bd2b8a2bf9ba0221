namespace Wolverine.ErrorHandling;

public static class ErrorHandlingPolicyExtensions
{
    /// <summary>Begins a rule for exceptions of this type and those derived from it.</summary>
    public static PolicyExpression OnException<TException>(this IWithFailurePolicies policies)
        where TException : Exception =>
        policies.OnException<TException>(_ => true);

    public static PolicyExpression OnException<TException>(
        this IWithFailurePolicies policies, Func<TException, bool> exceptionPredicate, string description = "User supplied")
        where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(policies);
        return new PolicyExpression(policies.Failures, exception => exception is TException match && exceptionPredicate(match));
    }
}
