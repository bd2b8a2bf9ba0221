using System.Reflection;
using System.Runtime.CompilerServices;
using Mono.Cecil;

namespace NetArchTest.Rules;

/// <summary>The types of some assemblies, to be narrowed by predicates and tested by conditions.</summary>
public sealed class Types
{
    private readonly IReadOnlyList<TypeDefinition> _types;

    private Types(IReadOnlyList<TypeDefinition> types) => _types = types;

    public static Types InAssembly(Assembly assembly, IEnumerable<string>? searchDirectories = null)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return InAssemblies([assembly], searchDirectories);
    }

    /// <summary>Every type of the assemblies, nested ones too, except what the compiler generated inside another type.</summary>
    /// <param name="assemblies">Assemblies that were loaded from files; dynamic ones are passed over.</param>
    /// <param name="searchDirectories">Where referenced assemblies are looked for besides the assembly's own surroundings.</param>
    public static Types InAssemblies(IEnumerable<Assembly> assemblies, IEnumerable<string>? searchDirectories = null)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        var directories = searchDirectories?.ToList() ?? [];
        return new([.. assemblies.Where(assembly => !assembly.IsDynamic).SelectMany(assembly => Read(assembly, directories))]);
    }

    public Predicates That() => new(_types, new());

    public Conditions Should() => new(_types, new(), should: true);

    public Conditions ShouldNot() => new(_types, new(), should: false);

    private static IEnumerable<TypeDefinition> Read(Assembly assembly, List<string> directories)
    {
        // The resolver lives as long as the definitions that come from it, so nothing here may dispose it.
#pragma warning disable CA2000
        var resolver = new DefaultAssemblyResolver();
#pragma warning restore CA2000
        resolver.AddSearchDirectory(Path.GetDirectoryName(assembly.Location));
        directories.ForEach(resolver.AddSearchDirectory);
        var definition = AssemblyDefinition.ReadAssembly(assembly.Location, new() { AssemblyResolver = resolver });
        return definition.Modules.SelectMany(module => module.Types).Where(IsOurs).SelectMany(WithNested);
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) =>
        type.NestedTypes.Where(nested => !IsCompilerGenerated(nested)).SelectMany(WithNested).Prepend(type);

    /// <summary>Compiler-embedded attributes live in these namespaces and say nothing about the design.</summary>
    private static bool IsOurs(TypeDefinition type) =>
        !Dependencies.MatchesAny(type.FullName, ["System", "Microsoft", "Mono.Cecil", "netstandard", "NetArchTest.Rules", "<Module>", "xunit"]);

    internal static bool IsCompilerGenerated(TypeDefinition type) =>
        type.CustomAttributes.Any(attribute =>
            string.Equals(attribute.AttributeType.FullName, typeof(CompilerGeneratedAttribute).FullName, StringComparison.Ordinal));
}
