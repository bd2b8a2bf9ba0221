using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>A predicate or condition of one's own.</summary>
public interface ICustomRule
{
    bool MeetsRule(TypeDefinition type);
}
