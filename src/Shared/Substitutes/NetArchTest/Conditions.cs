using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>What the selected types are tested for.</summary>
public sealed class Conditions
{
    private readonly IReadOnlyList<TypeDefinition> _types;
    private readonly Criteria _criteria;
    private readonly bool _should;

    internal Conditions(IReadOnlyList<TypeDefinition> types, Criteria criteria, bool should) =>
        (_types, _criteria, _should) = (types, criteria, should);

    public ConditionList BeSealed() => Meet(type => type.IsSealed);

    /// <summary>A dependency is a namespace or a full type name; bodies and compiler-generated closures count.</summary>
    public ConditionList HaveDependencyOn(string dependency) => HaveDependencyOnAny(dependency);

    /// <inheritdoc cref="HaveDependencyOn"/>
    public ConditionList HaveDependencyOnAny(params string[] dependencies) =>
        Meet(type => Dependencies.Of(type).Any(name => Dependencies.MatchesAny(name, dependencies)));

    public ConditionList MeetCustomRule(ICustomRule rule) => Meet(rule.MeetsRule);

    private ConditionList Meet(Func<TypeDefinition, bool> criterion)
    {
        _criteria.Add(criterion);
        return new(_types, _criteria, _should);
    }
}
