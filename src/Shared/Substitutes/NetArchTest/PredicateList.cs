using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>The types selected so far.</summary>
public sealed class PredicateList
{
    private readonly IReadOnlyList<TypeDefinition> _types;

    internal PredicateList(IReadOnlyList<TypeDefinition> types) => _types = types;

    public Predicates And() => new(_types);

    public Conditions Should() => new(_types, should: true);

    public Conditions ShouldNot() => new(_types, should: false);

    public IEnumerable<Type> GetTypes() => _types.Select(Load);

    private static Type Load(TypeDefinition type) =>
        Type.GetType($"{type.FullName.Replace('/', '+')}, {type.Module.Assembly.FullName}", throwOnError: true)!;
}
