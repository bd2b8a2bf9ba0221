namespace Monolith.Tests.Integration.Fixture;

/// <summary>One host with one database, while a class runs for its tests alone; each test makes people of its own, as earlier classes did.</summary>
public sealed class OneHost(Services services) : IAsyncLifetime
{
    public MonolithHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await services.BorrowHostAsync();

    public ValueTask DisposeAsync()
    {
        services.GiveBack(Host);
        return ValueTask.CompletedTask;
    }
}
