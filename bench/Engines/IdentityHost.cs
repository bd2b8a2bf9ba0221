using System.Security.Cryptography;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monolith.Identity.Infrastructure;

namespace Monolith.Bench.Engines;

/// <summary>The services that the identity module registers, over the document store with the module's schema; nothing runs beside the caller.</summary>
internal static class IdentityHost
{
    /// <summary>One a run: what an earlier benchmark has sealed, a later one opens.</summary>
    private static readonly string Secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static async Task<WebApplication> BuildAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PublicUrl"] = "https://app.example.test",
            ["Identity:KeyEncryptionKey"] = Secret,
            ["Identity:Passwords:Pepper"] = Secret,
            ["Identity:AccessTokens:Lifetime"] = "01:00:00",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => EngineHost.Connect());
        builder.Services.AddMarten(_ => { }).UseLightweightSessions().UseNpgsqlDataSource();
        new IdentityModule().AddServices(builder);
        var host = builder.Build();
        await host.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return host;
    }
}
