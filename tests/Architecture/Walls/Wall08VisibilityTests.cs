using Monolith.Tests.Architecture.Subjects;
using NetArchTest.Rules;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>
/// Public is what must be: messages, handlers, the module class, what handlers receive and what crosses a ring.
/// The rest is internal, and every class is sealed.
/// </summary>
public sealed class Wall08VisibilityTests
{
    [Fact]
    public void Nothing_is_public_without_a_reason() =>
        Wall.Stands(Repository.Modules, module => NeedlesslyPublic(SurfaceOf(module)));

    [Fact]
    public void Classes_are_sealed() =>
        Wall.Stands(
            Types.InAssemblies(Repository.Modules.SelectMany(module => module.Assemblies)).That().AreClasses().And().AreNotAbstract(),
            types => types.Should().BeSealed());

    [Fact]
    public void Goes_red_on_a_class_that_is_public_for_nobody() =>
        Wall.GoesRed(["Wall08.Sales"], example => NeedlesslyPublic(Example(example)), "PublicForNobody");

    [Fact]
    public void Goes_red_on_an_open_class() =>
        Wall.GoesRed(
            BadExample.Types("Wall08").And().AreClasses().And().AreNotAbstract(),
            types => types.Should().BeSealed(),
            "OpenForInheritance");

    [Fact]
    public void What_a_handler_receives_may_be_public() =>
        NeedlesslyPublic(Example("Wall08.Sales")).ShouldNotContain(name => name.Contains("OrderBook", StringComparison.Ordinal));

    private static ModuleSurface SurfaceOf(ProductModule module) => new(
        [.. OwnRings(module).SelectMany(assembly => assembly.GetTypes())],
        ApplicationCode.OfProduct.Single(application => application.Module == module.Name),
        OwnRings(module).SelectMany(Code.ForeignTypes).ToHashSet());

    /// <summary>Contracts are public by their nature; wall 3 judges them.</summary>
    private static IEnumerable<System.Reflection.Assembly> OwnRings(ProductModule module) =>
        module.Projects.Where(project => project.Ring != "Contracts").Select(project => project.Assembly);

    private static ModuleSurface Example(string name) =>
        new(BadExample.Loaded(name), new ApplicationCode(name, BadExample.Loaded(name)), new HashSet<string>());

    private static IEnumerable<string> NeedlesslyPublic(ModuleSurface surface) =>
        surface.NeedlesslyPublic.Select(type => $"{type} is public without a reason");
}
