using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>The conditions so far, ready to be evaluated.</summary>
public sealed class ConditionList
{
    private readonly IReadOnlyList<TypeDefinition> _types;
    private readonly Criteria _criteria;
    private readonly bool _should;

    internal ConditionList(IReadOnlyList<TypeDefinition> types, Criteria criteria, bool should) =>
        (_types, _criteria, _should) = (types, criteria, should);

    /// <remarks>Binds closer than <see cref="Or"/>.</remarks>
    public Conditions And() => new(_types, _criteria, _should);

    public Conditions Or()
    {
        _criteria.StartAlternative();
        return new(_types, _criteria, _should);
    }

    public TestResult GetResult() => new([.. _types.Where(type => _criteria.AreMetBy(type) != _should)]);
}
