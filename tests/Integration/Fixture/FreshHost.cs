namespace Monolith.Tests.Integration.Fixture;

/// <summary>One host with one database that no other class has used, or will: for tests that leave more behind than people, or count them.</summary>
public sealed class FreshHost(Services services) : IAsyncLifetime
{
    public MonolithHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await MonolithHost.StartAsync(services);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
