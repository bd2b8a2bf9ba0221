using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>A provider that lies and a host that people can sign in to with it.</summary>
public abstract class HostileHost(Services services) : IAsyncLifetime
{
    public MonolithHost Host { get; private set; } = null!;

    internal HostileProvider Provider { get; private set; } = null!;

    /// <summary>What the host is told of its providers.</summary>
    internal abstract Dictionary<string, string?> Settings { get; }

    public async ValueTask InitializeAsync()
    {
        Provider = await HostileProvider.StartAsync();
        Host = await MonolithHost.StartAsync(services, Settings);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
        await Provider.DisposeAsync();
    }
}
