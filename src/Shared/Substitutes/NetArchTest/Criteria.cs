using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>Alternatives of criteria: a type meets them when it meets all criteria of one alternative.</summary>
internal sealed class Criteria
{
    private readonly List<List<Func<TypeDefinition, bool>>> _alternatives = [[]];

    public void Add(Func<TypeDefinition, bool> criterion) => _alternatives[^1].Add(criterion);

    public void StartAlternative() => _alternatives.Add([]);

    public bool AreMetBy(TypeDefinition type) => _alternatives.Exists(criteria => criteria.TrueForAll(criterion => criterion(type)));
}
