using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>The outcome of a rule.</summary>
public sealed class TestResult
{
    private readonly IReadOnlyList<TypeDefinition> _failing;

    internal TestResult(IReadOnlyList<TypeDefinition> failing) => _failing = failing;

    public bool IsSuccessful => _failing.Count == 0;

    /// <summary>Full names as the metadata spells them (<c>Outer/Nested</c>), or null when the rule holds.</summary>
    public IReadOnlyList<string>? FailingTypeNames => IsSuccessful ? null : [.. _failing.Select(type => type.FullName)];

    internal static Type Load(TypeDefinition type) =>
        Type.GetType($"{type.FullName.Replace('/', '+')}, {type.Module.Assembly.FullName}", throwOnError: true)!;
}
