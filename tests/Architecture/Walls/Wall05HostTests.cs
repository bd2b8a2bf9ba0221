using Monolith.Tests.Architecture.Subjects;
using NetArchTest.Rules;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>The host, its global Program included, knows the module classes and Shared, and nothing behind them.</summary>
public sealed class Wall05HostTests
{
    private static IEnumerable<Type> ModuleTypes =>
        Repository.Modules.SelectMany(module => module.Assemblies).SelectMany(assembly => assembly.GetTypes());

    [Fact]
    public void Host_references_infrastructure_projects_only() =>
        Wall.Stands(ReferenceGraph.OfProduct.Projects.Where(project => project.Name == "Monolith.Host"), MoreThanInfrastructure);

    [Fact]
    public void Host_code_uses_of_a_module_its_module_class_only() =>
        Wall.Stands(
            Repository.Projects("src/Host"),
            host => Wall.Failures(Types.InAssembly(host.Assembly).ShouldNot().HaveDependencyOnAny([.. BehindTheModuleClass(ModuleTypes)])));

    [Fact]
    public void Goes_red_on_a_host_with_a_reference_to_an_inner_ring() =>
        Wall.GoesRed(BadExample.Graph("Wall05/host-with-an-inner-ring").Projects, MoreThanInfrastructure, "Monolith.Sales.Domain");

    [Fact]
    public void Goes_red_on_host_code_that_reaches_behind_the_module_class() =>
        Wall.GoesRed(
            BadExample.Types("Wall05.Host"),
            types => types.ShouldNot().HaveDependencyOnAny([.. BehindTheModuleClass(BadExample.Loaded("Wall05.Sales"))]),
            "HostThatReachesBehind");

    [Fact]
    public void The_module_class_itself_is_open_to_the_host() =>
        BehindTheModuleClass(BadExample.Loaded("Wall05.Sales")).ShouldBe(["BadExamples.Wall05.Sales.Infrastructure.PriceList"]);

    private static IEnumerable<string> MoreThanInfrastructure(ReferencingProject host) =>
        host.References
            .Where(reference => reference.StartsWith("Monolith.", StringComparison.Ordinal))
            .Where(reference => !reference.EndsWith(".Infrastructure", StringComparison.Ordinal))
            .Select(reference => $"{host} references {reference}");

    /// <summary>Without a namespace are the compiler's own types, which it puts into every assembly under the same names.</summary>
    private static IEnumerable<string> BehindTheModuleClass(IEnumerable<Type> types) =>
        types.Where(type => type is { IsNested: false, Namespace: not null } && !IsModuleClass(type)).Select(type => type.FullName!);

    private static bool IsModuleClass(Type type) =>
        type.Name.EndsWith("Module", StringComparison.Ordinal) && type.Namespace!.EndsWith(".Infrastructure", StringComparison.Ordinal);
}
