namespace Monolith.Tests.EndToEnd.Fixture;

/// <summary>One host, on the database that it brings along, for all tests of a class; each test makes people of its own.</summary>
public sealed class OneNode : IAsyncLifetime
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("monolith-e2e-");

    private Node node = null!;

    internal Uri Address => node.Address;

    public async ValueTask InitializeAsync() =>
        node = await Node.StartAsync(Node.FreeAddress(), new Dictionary<string, string> { ["Data:Directory"] = data.FullName });

    public async ValueTask DisposeAsync()
    {
        await node.DisposeAsync();
        data.Delete(recursive: true);
    }
}
