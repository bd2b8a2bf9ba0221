namespace NetArchTest.Rules;

/// <summary>The outcome of a rule.</summary>
public sealed class TestResult
{
    internal TestResult(IReadOnlyList<string> failing) => FailingTypeNames = failing.Count == 0 ? null : failing;

    /// <summary>Full names as the metadata spells them (<c>Outer/Nested</c>), or null when the rule holds.</summary>
    public IReadOnlyList<string>? FailingTypeNames { get; }
}
