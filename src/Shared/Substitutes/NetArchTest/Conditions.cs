using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>What the selected types are tested for.</summary>
public sealed class Conditions
{
    private readonly IReadOnlyList<TypeDefinition> _types;
    private readonly bool _should;

    internal Conditions(IReadOnlyList<TypeDefinition> types, bool should) => (_types, _should) = (types, should);

    public ConditionList BeSealed() => Meet(type => type.IsSealed);

    /// <summary>A dependency is a namespace or a full type name; bodies and compiler-generated closures count.</summary>
    public ConditionList HaveDependencyOnAny(params string[] dependencies) =>
        Meet(type => Dependencies.Of(type).Any(name => Dependencies.MatchesAny(name, dependencies)));

    private ConditionList Meet(Func<TypeDefinition, bool> criterion) => new([.. _types.Where(type => criterion(type) != _should)]);
}
