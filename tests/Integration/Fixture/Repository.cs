namespace Monolith.Tests.Integration.Fixture;

internal static class Repository
{
    /// <summary>The folder of the solution, found upwards from the test assembly.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string? folder) =>
        folder is null ? throw new InvalidOperationException("Monolith.sln is not above the test assembly.")
        : File.Exists(Path.Combine(folder, "Monolith.sln")) ? folder
        : Find(Path.GetDirectoryName(folder));
}
