using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>A condition, ready to be evaluated.</summary>
public sealed class ConditionList
{
    private readonly IReadOnlyList<TypeDefinition> _failing;

    internal ConditionList(IReadOnlyList<TypeDefinition> failing) => _failing = failing;

    public TestResult GetResult() => new([.. _failing.Select(type => type.FullName)]);
}
