using Monolith.Tests.Architecture.Subjects;
using NetArchTest.Rules;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>A module sees of another module its Contracts only, and nobody depends on himself through others.</summary>
public sealed class Wall02ModulesTests
{
    private static readonly string[] PrivateRings = ["Domain", "Application", "Infrastructure"];

    [Fact]
    public void A_module_references_only_the_contracts_of_another() =>
        Wall.Stands(ReferenceGraph.OfProduct.Modules, MoreThanContracts);

    [Fact]
    public void The_code_of_a_module_touches_only_the_contracts_of_another() =>
        Wall.Stands(
            Repository.Modules,
            module => Strangers(
                Types.InAssemblies(module.Assemblies).That().ResideInNamespace("Monolith."),
                "Monolith",
                Repository.Modules.Select(other => other.Name).Where(other => other != module.Name)));

    [Fact]
    public void References_between_modules_form_no_circle() =>
        Wall.Stands(ModulesOf(ReferenceGraph.OfProduct), module => Circles(ReferenceGraph.OfProduct, module));

    [Fact]
    public void Shared_projects_know_no_module() =>
        Wall.Stands(Shared(ReferenceGraph.OfProduct), AnyModule);

    [Fact]
    public void Goes_red_on_a_shared_project_that_knows_a_module() =>
        Wall.GoesRed(Shared(BadExample.Graph("Wall02/shared-that-knows-a-module")), AnyModule, "Monolith.Sales.Contracts");

    [Fact]
    public void Goes_red_on_a_reference_to_another_modules_domain() =>
        Wall.GoesRed(BadExample.Graph("Wall02/reference-to-a-foreign-domain").Modules, MoreThanContracts, "Monolith.Stock.Domain");

    [Fact]
    public void Goes_red_on_code_that_uses_another_modules_domain() =>
        Wall.GoesRed(
            ["Sales"],
            module => Strangers(BadExample.Types($"Wall02.{module}"), "BadExamples.Wall02", ["Stock"]),
            "OrderThatCountsTheShelves");

    [Fact]
    public void Goes_red_on_contracts_that_go_round_in_a_circle()
    {
        var graph = BadExample.Graph("Wall02/circle-of-contracts");
        Wall.GoesRed(ModulesOf(graph), module => Circles(graph, module), "Sales -> Stock -> Billing -> Sales");
    }

    private static IEnumerable<string> MoreThanContracts(ReferencingProject project) =>
        project.References
            .Where(reference => ReferencingProject.ModuleOf(reference) is { } other && other != project.Module)
            .Where(reference => !reference.EndsWith(".Contracts", StringComparison.Ordinal))
            .Select(reference => $"{project} references {reference}");

    private static IEnumerable<ReferencingProject> Shared(ReferenceGraph graph) =>
        graph.Sources.Where(project => project.Name.StartsWith("Monolith.Shared.", StringComparison.Ordinal));

    private static IEnumerable<string> AnyModule(ReferencingProject shared) =>
        shared.References
            .Where(reference => ReferencingProject.ModuleOf(reference) is not null)
            .Select(reference => $"{shared} references {reference}");

    private static IEnumerable<string> Strangers(PredicateList types, string root, IEnumerable<string> others) =>
        Wall.Failures(types.ShouldNot().HaveDependencyOnAny(
            [.. others.SelectMany(other => PrivateRings.Select(ring => $"{root}.{other}.{ring}"))]));

    private static IEnumerable<string> ModulesOf(ReferenceGraph graph) => graph.Modules.Select(project => project.Module!).Distinct();

    private static IEnumerable<string> Circles(ReferenceGraph graph, string start)
    {
        var references = graph.Modules
            .SelectMany(project => project.References
                .Select(reference => (From: project.Module, To: ReferencingProject.ModuleOf(reference))))
            .Where(edge => edge.To is not null && edge.To != edge.From)
            .ToLookup(edge => edge.From!, edge => edge.To!);
        var paths = new Queue<IReadOnlyList<string>>([[start]]);
        var seen = new HashSet<string>();
        while (paths.TryDequeue(out var path))
        {
            foreach (var next in references[path[^1]])
            {
                if (next == start)
                    yield return string.Join(" -> ", [.. path, start]);
                else if (seen.Add(next))
                    paths.Enqueue([.. path, next]);
            }
        }
    }
}
