using System.Reflection;
using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>The types of some assemblies, to be narrowed by predicates and tested by conditions.</summary>
public sealed class Types
{
    private static readonly string[] PassedOver =
        ["System", "Microsoft", "Mono.Cecil", "netstandard", "NetArchTest.Rules", "<Module>", "xunit"];

    private readonly IReadOnlyList<TypeDefinition> _types;

    private Types(IReadOnlyList<TypeDefinition> types) => _types = types;

    public static Types InAssembly(Assembly assembly) => InAssemblies([assembly]);

    /// <summary>Every type of the assemblies, nested ones too, except what the compiler generated inside another type.</summary>
    /// <param name="assemblies">Assemblies that were loaded from files; dynamic ones are passed over.</param>
    public static Types InAssemblies(IEnumerable<Assembly> assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        return new([.. assemblies.Where(assembly => !assembly.IsDynamic).SelectMany(Read)]);
    }

    public Predicates That() => new(_types);

    public Conditions ShouldNot() => new(_types, should: false);

    private static IEnumerable<TypeDefinition> Read(Assembly assembly) =>
        AssemblyDefinition.ReadAssembly(assembly.Location).Modules
            .SelectMany(module => module.Types)
            .Where(IsOurs)
            .SelectMany(WithNested);

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) =>
        type.NestedTypes.Where(nested => !IsCompilerGenerated(nested)).SelectMany(WithNested).Prepend(type);

    /// <summary>Compiler-embedded attributes live in these namespaces and say nothing about the design.</summary>
    private static bool IsOurs(TypeDefinition type) => !Dependencies.MatchesAny(type.FullName, PassedOver);

    internal static bool IsCompilerGenerated(TypeDefinition type) =>
        type.CustomAttributes.Any(attribute =>
            string.Equals(attribute.AttributeType.FullName, typeof(CompilerGeneratedAttribute).FullName, StringComparison.Ordinal));
}
