using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>Narrows a set of types.</summary>
public sealed class Predicates
{
    private readonly IReadOnlyList<TypeDefinition> _types;
    private readonly Criteria _criteria;

    internal Predicates(IReadOnlyList<TypeDefinition> types, Criteria criteria) => (_types, _criteria) = (types, criteria);

    public PredicateList AreClasses() => Where(type => type.IsClass);

    public PredicateList AreNotAbstract() => Where(type => !type.IsAbstract);

    public PredicateList HaveNameEndingWith(string end) =>
        Where(type => type.Name.EndsWith(end, StringComparison.InvariantCultureIgnoreCase));

    public PredicateList DoNotHaveNameEndingWith(string end) =>
        Where(type => !type.Name.EndsWith(end, StringComparison.InvariantCultureIgnoreCase));

    /// <summary>Compares the start of the full name, whatever follows: <c>A.B</c> also selects <c>A.Bee.C</c>.</summary>
    public PredicateList ResideInNamespace(string name) =>
        Where(type => type.FullName.StartsWith(name, StringComparison.InvariantCultureIgnoreCase));

    public PredicateList MeetCustomRule(ICustomRule rule) => Where(rule.MeetsRule);

    private PredicateList Where(Func<TypeDefinition, bool> criterion)
    {
        _criteria.Add(criterion);
        return new(_types, _criteria);
    }
}
