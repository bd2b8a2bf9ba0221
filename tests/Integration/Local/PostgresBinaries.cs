using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Local;

/// <summary>The PostgreSQL programs of the host, installed if <c>./dev</c> has not done it.</summary>
public sealed class PostgresBinaries : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        var folder = Path.Combine(Repository.Root, "src", "Host", "Local", "postgres");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await ServerProcess.RunAsync("npm", "ci", "--prefix", folder, "--ignore-scripts=false", "--no-audit", "--no-fund");
    }

    public ValueTask DisposeAsync() => default;
}
