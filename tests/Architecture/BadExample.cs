using System.Reflection;
using Monolith.Tests.Architecture.Subjects;
using NetArchTest.Rules;

namespace Monolith.Tests.Architecture;

/// <summary>What must not be built, kept in the folder BadExamples beside the rules that it turns red.</summary>
internal static class BadExample
{
    private static readonly Assembly Examples = typeof(BadExample).Assembly;

    public static ReferenceGraph Graph(string name) => ReferenceGraph.Read(PathOf($"{name}.deps.json"));

    public static ProjectFile Project(string name) => new(PathOf($"{name}.csproj.txt"));

    public static string[] Lines(string name) => File.ReadAllLines(PathOf($"{name}.txt"));

    public static ProductModule Module(string name) => new(PathOf(name));

    public static PredicateList Types(string name) =>
        NetArchTest.Rules.Types.InAssembly(Examples).That().ResideInNamespace($"BadExamples.{name}.");

    /// <summary>The example's types, without what the compiler added to them.</summary>
    public static IReadOnlyList<Type> Loaded(string name) =>
    [
        .. Examples.GetTypes()
            .Where(type => !type.IsNested && $"{type.Namespace}.".StartsWith($"BadExamples.{name}.", StringComparison.Ordinal)),
    ];

    private static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "Architecture", "BadExamples", name);
}
