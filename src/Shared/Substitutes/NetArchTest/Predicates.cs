using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>Narrows a set of types.</summary>
public sealed class Predicates
{
    private readonly IReadOnlyList<TypeDefinition> _types;

    internal Predicates(IReadOnlyList<TypeDefinition> types) => _types = types;

    public PredicateList AreClasses() => Where(type => type.IsClass);

    public PredicateList AreNotAbstract() => Where(type => !type.IsAbstract);

    /// <summary>Compares the start of the full name, whatever follows: <c>A.B</c> also selects <c>A.Bee.C</c>.</summary>
    public PredicateList ResideInNamespace(string name) =>
        Where(type => type.FullName.StartsWith(name, StringComparison.InvariantCultureIgnoreCase));

    public PredicateList MeetCustomRule(ICustomRule rule) => Where(rule.MeetsRule);

    private PredicateList Where(Func<TypeDefinition, bool> criterion) => new([.. _types.Where(criterion)]);
}
