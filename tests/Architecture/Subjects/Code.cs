using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>Compiled code as instructions, for what reflection cannot see.</summary>
internal static class Code
{
    public static IReadOnlyList<TypeDefinition> TypesIn(Assembly assembly) =>
        [.. AssemblyDefinition.ReadAssembly(assembly.Location).Modules.SelectMany(module => module.GetTypes())];

    /// <summary>Types of other assemblies that an assembly mentions anywhere, bodies included.</summary>
    public static IReadOnlySet<string> ForeignTypes(Assembly assembly) =>
        AssemblyDefinition.ReadAssembly(assembly.Location).Modules
            .SelectMany(module => module.GetTypeReferences())
            .Select(type => type.FullName.Replace('/', '+'))
            .ToHashSet();

    public static IEnumerable<Instruction> Instructions(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Instructions);

    /// <summary>String literals of the bodies and the constants of a type, pieces of interpolated strings one by one.</summary>
    public static IEnumerable<string> Literals(TypeDefinition type) =>
        Instructions(type).Select(instruction => instruction.Operand).OfType<string>()
            .Concat(type.Fields.Select(field => field.Constant).OfType<string>());

    /// <summary>Instructions before each call of a method by name, nearest first: where its arguments were put.</summary>
    public static IEnumerable<IReadOnlyList<Instruction>> BeforeCalls(TypeDefinition type, string method, int distance) =>
        Instructions(type)
            .Where(instruction => instruction.Operand is MethodReference called && called.Name == method)
            .Select(call => Previous(call).Take(distance).ToList());

    private static IEnumerable<Instruction> Previous(Instruction instruction)
    {
        for (var previous = instruction.Previous; previous is not null; previous = previous.Previous)
            yield return previous;
    }
}
