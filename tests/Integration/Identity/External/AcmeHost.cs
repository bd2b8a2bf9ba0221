using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>A host that people can sign in to with npm <c>oidc-provider</c>.</summary>
public sealed class AcmeHost(Services services) : IAsyncLifetime
{
    private OpenIdProvider _provider = null!;

    public MonolithHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await OpenIdProvider.StartAsync(ExternalVisitor.PublicUrl);
        Host = await MonolithHost.StartAsync(services, Settings);
    }

    /// <summary>Of this installation, for another node of it.</summary>
    internal Dictionary<string, string?> Settings =>
        new(_provider.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)), StringComparer.Ordinal)
        {
            ["PublicUrl"] = ExternalVisitor.PublicUrl,
        };

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _provider.DisposeAsync();
    }
}
