using System.Reflection;
using Monolith.Tests.Architecture.Subjects;
using NetArchTest.Rules;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>Domain knows the kernel only; Application knows no web, no store, no wire and no log library.</summary>
public sealed class Wall01RingsTests
{
    private const string Kernel = "Monolith.Shared.Kernel";

    /// <summary>Wolverine's bus and the account services of Microsoft.Extensions.Identity.Core are absent on purpose.</summary>
    private static readonly string[] OutsideApplication =
        ["Marten", "Wolverine.Marten", "Npgsql", "StackExchange.Redis", "System.Net.WebSockets", "Serilog"];

    private static readonly string[] OutsideDomain =
        [.. OutsideApplication, "Wolverine", "FluentValidation", "Microsoft.AspNetCore", "Microsoft.Extensions", "System.Net.Http"];

    [Fact]
    public void Every_project_of_a_module_is_part_of_the_product() =>
        Wall.Stands(Repository.Modules.SelectMany(module => module.Projects), LeftOut);

    [Fact]
    public void Domain_references_the_kernel_and_no_package() =>
        Wall.Stands(ReferenceGraph.OfProduct.Ring("Domain"), MoreThanTheKernel);

    [Fact]
    public void The_kernel_references_nothing() =>
        Wall.Stands(ReferenceGraph.OfProduct.Sources.Where(project => project.Name == Kernel), MoreThanTheKernel);

    [Fact]
    public void Application_references_no_forbidden_package() =>
        Wall.Stands(ReferenceGraph.OfProduct.Ring("Application"), ForbiddenPackages);

    [Fact]
    public void Domain_and_Application_ask_for_no_framework() =>
        Wall.Stands(Repository.Modules.SelectMany(module => module.Projects).Where(IsInner), Frameworks);

    [Fact]
    public void Domain_code_touches_no_library() =>
        Wall.Stands(TypesOf(ProductModule.Rings("Domain")), types => types.ShouldNot().HaveDependencyOnAny(OutsideDomain));

    [Fact]
    public void Application_code_touches_no_web_store_wire_or_log_library() =>
        Wall.Stands(TypesOf(ProductModule.Rings("Application")), types => types.ShouldNot().HaveDependencyOnAny(OutsideApplication));

    [Fact]
    public void Application_is_compiled_against_no_web_assembly() =>
        Wall.Stands(ProductModule.Rings("Application"), WebAssemblies);

    [Fact]
    public void Goes_red_on_a_project_that_nothing_references() =>
        Wall.GoesRed([BadExample.Project("Wall01/application-with-the-web-framework")], LeftOut, "is built by nobody");

    [Fact]
    public void Goes_red_on_a_domain_with_a_package() =>
        Wall.GoesRed(BadExample.Graph("Wall01/domain-with-a-package").Ring("Domain"), MoreThanTheKernel, "NodaTime");

    [Fact]
    public void Goes_red_on_an_application_with_a_driver() =>
        Wall.GoesRed(BadExample.Graph("Wall01/application-with-a-driver").Ring("Application"), ForbiddenPackages, "Npgsql");

    [Fact]
    public void Goes_red_on_an_application_with_the_web_framework() =>
        Wall.GoesRed([BadExample.Project("Wall01/application-with-the-web-framework")], Frameworks, "Microsoft.AspNetCore.App");

    [Fact]
    public void Goes_red_on_domain_code_that_sends_http() =>
        Wall.GoesRed(
            BadExample.Types("Wall01.Domain"),
            types => types.ShouldNot().HaveDependencyOnAny(OutsideDomain),
            "PriceThatAsksAround");

    [Fact]
    public void Goes_red_on_application_code_that_opens_a_connection() =>
        Wall.GoesRed(
            BadExample.Types("Wall01.Application"),
            types => types.ShouldNot().HaveDependencyOnAny(OutsideApplication),
            "HandlerThatOpensAConnection");

    [Fact]
    public void Goes_red_on_an_assembly_compiled_against_the_web() =>
        Wall.GoesRed([typeof(Wall01RingsTests).Assembly], WebAssemblies, "Microsoft.AspNetCore");

    private static PredicateList TypesOf(IEnumerable<Assembly> assemblies) =>
        Types.InAssemblies(assemblies).That().ResideInNamespace("Monolith.");

    private static bool IsInner(ProjectFile project) => project.Ring is "Domain" or "Application" or "Contracts";

    private static IEnumerable<string> LeftOut(ProjectFile project) =>
        ReferenceGraph.OfProduct.Modules.Any(built => built.Name == project.Name) ? [] : [$"{project} is built by nobody"];

    private static IEnumerable<string> MoreThanTheKernel(ReferencingProject domain) =>
        domain.References.Where(reference => reference != Kernel).Select(reference => $"{domain} references {reference}");

    private static IEnumerable<string> ForbiddenPackages(ReferencingProject application) =>
        application.References
            .Where(reference => OutsideApplication.Append("Microsoft.AspNetCore").Any(forbidden => StartsWithName(reference, forbidden)))
            .Select(reference => $"{application} references {reference}");

    private static IEnumerable<string> Frameworks(ProjectFile project) =>
        project.Includes("FrameworkReference").Concat(project.Includes("Reference"))
            .Select(reference => $"{project} references {reference}");

    private static IEnumerable<string> WebAssemblies(Assembly assembly) =>
        assembly.GetReferencedAssemblies()
            .Where(reference => StartsWithName(reference.Name!, "Microsoft.AspNetCore"))
            .Select(reference => $"{assembly.GetName().Name} is compiled against {reference.Name}");

    private static bool StartsWithName(string name, string start) => $"{name}.".StartsWith($"{start}.", StringComparison.Ordinal);
}
