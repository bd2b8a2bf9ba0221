using Mono.Cecil;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>The rules of a test class, and which of them its own tests have seen red.</summary>
internal sealed class Proofs(TypeDefinition testClass)
{
    public const string RedTest = "Goes_red_on_";

    /// <summary>A rule is a method that lists violations.</summary>
    public IEnumerable<string> RulesNeverSeenRed
    {
        get
        {
            var seenRed = testClass.Methods.Where(IsRedTest).SelectMany(Reached).ToHashSet();
            return testClass.Methods
                .Where(method => IsRule(method) && !seenRed.Contains(method))
                .Select(rule => $"{testClass.Name}.{rule.Name}");
        }
    }

    public bool HasRedTest => testClass.Methods.Any(IsRedTest);

    public override string ToString() => testClass.Name;

    private static bool IsRedTest(MethodDefinition method) =>
        method.Name.StartsWith(RedTest, StringComparison.Ordinal)
        && method.CustomAttributes.Any(attribute => attribute.AttributeType.Name is nameof(FactAttribute) or nameof(TheoryAttribute));

    private static bool IsRule(MethodDefinition method) =>
        method.IsStatic
        && !method.Name.StartsWith('<')
        && method.ReturnType.FullName == "System.Collections.Generic.IEnumerable`1<System.String>";

    /// <summary>Methods of the class that a method calls or passes on, through its closures and its iterators too.</summary>
    private HashSet<MethodDefinition> Reached(MethodDefinition start)
    {
        var reached = new HashSet<MethodDefinition>();
        var open = new Stack<MethodDefinition>([start]);
        while (open.TryPop(out var method))
        {
            if (!reached.Add(method) || !method.HasBody)
                continue;
            foreach (var called in method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>())
            {
                if (Owns(called.DeclaringType) && called.Resolve() is { } definition)
                    open.Push(definition);
            }
        }

        return reached;
    }

    private bool Owns(TypeReference type) =>
        type.GetElementType().FullName == testClass.FullName || (type.DeclaringType is { } outer && Owns(outer));
}
