using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Monitoring;

/// <summary>
/// A host of its own whose budget no other test can use up: recorders hear of every request of the process, of other hosts too.
/// </summary>
public sealed class TracingHost(Services services) : IAsyncLifetime
{
    public MonolithHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Host = await MonolithHost.StartAsync(services, new Dictionary<string, string?> { ["Monitoring:TracesPerSecond"] = "10000" });

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
