using System.Text.Json;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>
/// The references as the build resolved them, written and inferred alike, from the deps.json beside the test assembly.
/// It lists a reference even if no line of code uses it yet, which the compiled assemblies do not.
/// </summary>
internal sealed class ReferenceGraph
{
    private ReferenceGraph(IReadOnlyList<ReferencingProject> projects) => Projects = projects;

    public static ReferenceGraph OfProduct { get; } =
        Read(Path.Combine(AppContext.BaseDirectory, $"{typeof(ReferenceGraph).Assembly.GetName().Name}.deps.json"));

    public IReadOnlyList<ReferencingProject> Projects { get; }

    /// <summary>What is built from src: the graph knows which of the substitutes are part of this build.</summary>
    public IReadOnlyList<ReferencingProject> Sources =>
        [.. Projects.Where(project => !project.Name.StartsWith("Monolith.Tests.", StringComparison.Ordinal))];

    public IReadOnlyList<ReferencingProject> Modules => [.. Projects.Where(project => project.Module is not null)];

    public IReadOnlyList<ReferencingProject> Ring(string ring) =>
        [.. Modules.Where(project => string.Equals(project.Ring, ring, StringComparison.Ordinal))];

    public static ReferenceGraph Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var target = document.RootElement.GetProperty("targets").EnumerateObject().Single().Value;
        var libraries = document.RootElement.GetProperty("libraries");
        return new(
        [
            .. target.EnumerateObject()
                .Where(library => libraries.GetProperty(library.Name).GetProperty("type").ValueEquals("project"))
                .Select(library => new ReferencingProject(NameOf(library.Name), DependenciesOf(library.Value))),
        ]);
    }

    private static string NameOf(string library) => library[..library.IndexOf('/', StringComparison.Ordinal)];

    private static IReadOnlyList<string> DependenciesOf(JsonElement library) =>
        library.TryGetProperty("dependencies", out var dependencies)
            ? [.. dependencies.EnumerateObject().Select(dependency => dependency.Name)]
            : [];
}

/// <summary>A project and the projects and packages that it references itself.</summary>
internal sealed record ReferencingProject(string Name, IReadOnlyList<string> References)
{
    private static readonly string[] NoModules = ["Shared", "Tests"];

    public string? Module => ModuleOf(Name);

    public string Ring => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The module a project belongs to by its name <c>Monolith.Module.Ring</c>, or null for everything else.</summary>
    public static string? ModuleOf(string project) =>
        project.Split('.') is ["Monolith", var module, _] && !NoModules.Contains(module, StringComparer.Ordinal) ? module : null;

    public override string ToString() => Name;
}
