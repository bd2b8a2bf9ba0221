using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Switch;

/// <summary>
/// What the substitutes offer is a decision, because every member has to exist in the library that it stands in for.
/// A wanted change: check the member against the library, then copy the received file over the approved one.
/// </summary>
public sealed class SubstituteSurfaceTests
{
    private static string Approved => Path.Combine(Repository.Root, "tests", "Architecture", "Approved", "substitutes.txt");

    private static string Received => Path.Combine(AppContext.BaseDirectory, "substitutes.received.txt");

    [Fact]
    public void The_public_surface_of_the_substitutes_is_the_approved_one()
    {
        var surface = Repository.Projects("src/Shared/Substitutes").SelectMany(project => PublicSurface.Of(project.Assembly)).ToList();
        File.WriteAllLines(Received, surface);
        Wall.Stands(surface, line => Unapproved(line, File.ReadAllLines(Approved)));
        Wall.Stands(File.ReadAllLines(Approved), line => Gone(line, surface));
    }

    [Fact]
    public void Goes_red_on_a_member_that_nobody_approved() =>
        Wall.GoesRed(["IDocumentStore.DropEverything()"], line => Unapproved(line, ["IDocumentStore.QuerySession()"]), "DropEverything");

    [Fact]
    public void Goes_red_on_an_approved_member_that_is_gone() =>
        Wall.GoesRed(["IDocumentStore.QuerySession()"], line => Gone(line, []), "QuerySession");

    private static IEnumerable<string> Unapproved(string line, string[] approved) =>
        approved.Contains(line) ? [] : [$"not approved: {line} (received: {Received})"];

    private static IEnumerable<string> Gone(string line, List<string> surface) =>
        surface.Contains(line) ? [] : [$"approved but gone: {line}"];
}
