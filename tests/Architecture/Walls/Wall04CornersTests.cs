using System.Reflection;
using Monolith.Tests.Architecture.Subjects;
using NetArchTest.Rules;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>Endpoints and Persistence of a module do not know each other; WebSockets stay in Realtime's Infrastructure.</summary>
public sealed class Wall04CornersTests
{
    private const string HomeOfWebSockets = "Monolith.Realtime.Infrastructure";

    private static readonly string[] WebSockets =
    [
        "System.Net.WebSockets",
        "Microsoft.AspNetCore.WebSockets",
        "Microsoft.AspNetCore.Builder.WebSocketMiddlewareExtensions",
        "Microsoft.AspNetCore.Http.WebSocketManager",
    ];

    [Fact]
    public void Endpoints_do_not_know_persistence() =>
        Wall.Stands(Infrastructure("Endpoints"), types => types.ShouldNot().HaveDependencyOnAny(Corners("Monolith", "Persistence")));

    [Fact]
    public void Persistence_does_not_know_endpoints() =>
        Wall.Stands(Infrastructure("Persistence"), types => types.ShouldNot().HaveDependencyOnAny(Corners("Monolith", "Endpoints")));

    [Fact]
    public void WebSockets_occur_in_the_realtime_infrastructure_only() =>
        Wall.Stands(
            ReferenceGraph.OfProduct.Sources.Where(project => project.Name != HomeOfWebSockets),
            project => Wall.Failures(Types.InAssembly(Assembly.Load(project.Name)).ShouldNot().HaveDependencyOnAny(WebSockets)));

    [Fact]
    public void Goes_red_on_an_endpoint_that_reads_a_table() =>
        Wall.GoesRed(
            BadExample.Types("Wall04.Sales.Infrastructure.Endpoints"),
            types => types.ShouldNot().HaveDependencyOnAny("BadExamples.Wall04.Sales.Infrastructure.Persistence"),
            "EndpointThatReadsATable");

    [Fact]
    public void Goes_red_on_a_table_that_answers_http() =>
        Wall.GoesRed(
            BadExample.Types("Wall04.Sales.Infrastructure.Persistence"),
            types => types.ShouldNot().HaveDependencyOnAny("BadExamples.Wall04.Sales.Infrastructure.Endpoints"),
            "TableThatAnswersHttp");

    [Fact]
    public void Goes_red_on_a_web_socket_elsewhere() =>
        Wall.GoesRed(
            BadExample.Types("Wall04.Sales.Infrastructure.Live"),
            types => types.ShouldNot().HaveDependencyOnAny(WebSockets),
            "TickerThatTalksItself");

    private static PredicateList Infrastructure(string corner) =>
        Types.InAssemblies(ProductModule.Rings("Infrastructure")).That().MeetCustomRule(new InCorner(corner));

    private static string[] Corners(string root, string corner) =>
        [.. Repository.Modules.Select(module => $"{root}.{module.Name}.Infrastructure.{corner}")];

    private sealed class InCorner(string corner) : ICustomRule
    {
        public bool MeetsRule(Mono.Cecil.TypeDefinition type) =>
            $"{(type.DeclaringType ?? type).Namespace}.".Contains($".Infrastructure.{corner}.", StringComparison.Ordinal);
    }
}
