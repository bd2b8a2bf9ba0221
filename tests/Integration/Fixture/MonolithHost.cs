using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>The real host on a real port with a database of its own; settings can be given where a test needs other ones.</summary>
public sealed class MonolithHost : WebApplicationFactory<Program>
{
    public const string AdminEmail = "admin@monolith.test";
    public const string AdminPassword = "correct horse battery staple";

    private readonly Dictionary<string, string?> settings = new(StringComparer.Ordinal)
    {
        ["MONOLITH_ADMIN_EMAIL"] = AdminEmail,
        ["MONOLITH_ADMIN_PASSWORD"] = AdminPassword,
        // The cheapest bcrypt: these tests prove behaviour, not cost.
        ["Identity:Bcrypt:Cost"] = "4",
        ["RateLimits:Credentials:Permits"] = "100000",
        ["RateLimits:Accounts:Permits"] = "100000",
        ["RateLimits:Reads:Permits"] = "100000",
        ["RateLimits:Writes:Permits"] = "100000",
        ["RateLimits:Bulk:Permits"] = "100000",
    };

    private IHost? host;

    private MonolithHost()
    {
    }

    /// <summary>The running host, for tracking its messages.</summary>
    public IHost Running => host ?? throw new InvalidOperationException("The host has not started.");

    public Uri Address => ClientOptions.BaseAddress;

    public string ConnectionString => settings["ConnectionStrings:Postgres"]!;

    /// <param name="services">Where the database is made.</param>
    /// <param name="overrides">Settings that this test needs; give two hosts the same <c>ConnectionStrings:Postgres</c> for two nodes.</param>
    public static async Task<MonolithHost> StartAsync(Services services, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        var node = new MonolithHost();
        foreach (var (key, value) in overrides ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            node.settings[key] = value;
        if (!node.settings.ContainsKey("ConnectionStrings:Postgres"))
            node.settings["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync();
        node.UseKestrel(0);
        node.StartServer();
        return node;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(settings.GetValueOrDefault("Environment") ?? Environments.Development);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
    }

    protected override IHost CreateHost(IHostBuilder builder) => host = base.CreateHost(builder);
}
