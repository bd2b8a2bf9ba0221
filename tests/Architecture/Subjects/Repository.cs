namespace Monolith.Tests.Architecture.Subjects;

/// <summary>The working tree: every rule finds its subjects here, so a new module is judged from its first file on.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<ProductModule> Modules { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Root, "src", "Modules"))
            .Order(StringComparer.Ordinal)
            .Select(folder => new ProductModule(folder)),
    ];

    /// <summary>Projects below a folder of the tree, by the name that project and assembly share.</summary>
    public static IReadOnlyList<ProjectFile> Projects(string folder) =>
        [.. Files(folder, "*.csproj").Select(path => new ProjectFile(path))];

    /// <summary>Files below a folder of the tree, without what a build left there.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern) =>
    [
        .. Directory.GetFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal),
    ];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monolith.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException($"No Monolith.sln above {AppContext.BaseDirectory}.");
        return folder.FullName;
    }
}
