using System.Reflection;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>A folder under src/Modules and the assemblies that its projects build.</summary>
internal sealed record ProductModule(string Folder)
{
    public string Name => Path.GetFileName(Folder);

    /// <summary>The schema in PostgreSQL, the prefix in Redis and the name in the catalog.</summary>
    public string Key => Name.ToLowerInvariant();

    public IReadOnlyList<ProjectFile> Projects => Repository.Projects(Folder);

    public IReadOnlyList<Assembly> Assemblies => [.. Projects.Select(project => project.Assembly)];

    /// <summary>The assembly of one ring, or nothing: Contracts exist only where another module reads them.</summary>
    public IReadOnlyList<Assembly> Ring(string ring) =>
        [.. Projects.Where(project => string.Equals(project.Ring, ring, StringComparison.Ordinal)).Select(project => project.Assembly)];

    public static IReadOnlyList<Assembly> Rings(string ring) => [.. Repository.Modules.SelectMany(module => module.Ring(ring))];

    public override string ToString() => Name;
}
