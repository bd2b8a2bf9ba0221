using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>The types selected so far.</summary>
public sealed class PredicateList
{
    private readonly IReadOnlyList<TypeDefinition> _types;
    private readonly Criteria _criteria;

    internal PredicateList(IReadOnlyList<TypeDefinition> types, Criteria criteria) => (_types, _criteria) = (types, criteria);

    public Conditions Should() => new(Selected(), new(), should: true);

    public Conditions ShouldNot() => new(Selected(), new(), should: false);

    /// <remarks>Binds closer than <see cref="Or"/>.</remarks>
    public Predicates And() => new(_types, _criteria);

    public Predicates Or()
    {
        _criteria.StartAlternative();
        return new(_types, _criteria);
    }

    public IEnumerable<Type> GetTypes() => Selected().Select(TestResult.Load);

    private IReadOnlyList<TypeDefinition> Selected() => [.. _types.Where(_criteria.AreMetBy)];
}
