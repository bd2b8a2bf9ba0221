namespace Monolith.Tests.Integration.Fixture;

/// <summary>
/// Two nodes, while a class runs for its tests alone. Who takes their Redis away starts a pair of his own (<see cref="TwoNodes.StartAsync"/>),
/// for it takes the nodes a while to find it again.
/// </summary>
public sealed class BothNodes(Services services) : IAsyncLifetime
{
    private TwoNodes _nodes = null!;

    public MonolithHost Here => _nodes.Here;

    public MonolithHost There => _nodes.There;

    internal RedisServer Redis => _nodes.Redis;

    public async ValueTask InitializeAsync() => _nodes = await services.BorrowNodesAsync();

    public ValueTask DisposeAsync()
    {
        services.GiveBack(_nodes);
        return ValueTask.CompletedTask;
    }
}
