namespace Monolith.Tests.Integration.Fixture;

/// <summary>One host with one database for all tests of a class; each test makes people of its own.</summary>
public sealed class OneHost(Services services) : IAsyncLifetime
{
    public MonolithHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await MonolithHost.StartAsync(services);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
