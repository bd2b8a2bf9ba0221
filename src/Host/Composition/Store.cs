using JasperFx;
using Marten;
using Npgsql;
using Wolverine.Marten;

namespace Monolith.Host.Composition;

internal static class Store
{
    /// <summary>Connections of one node, with the one that it keeps for its messages.</summary>
    private const int PoolSize = 40;

    /// <summary>One document store on one database; each module adds its documents in its own schema.</summary>
    public static void AddStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider =>
            new NpgsqlDataSourceBuilder(Tuned(builder.Configuration.GetConnectionString("Postgres")))
            {
                Name = "monolith",
                ConnectionStringBuilder = { ApplicationName = "monolith" },
            }
            .UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>())
            .Build());
        builder.Services
            .AddMarten(options => options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate)
            .UseLightweightSessions()
            .UseNpgsqlDataSource()
            .ApplyAllDatabaseChangesOnStartup()
            .IntegrateWithWolverine(integration => integration.MessageStorageSchemaName = "messaging");
    }

    /// <summary>
    /// Statements are prepared when they are used again; behind a pooler of transactions set <c>Max Auto Prepare=0</c>. Connections return
    /// to the pool as they are, for a third of the database's work would be to reset what nobody changes: settings are made for a
    /// transaction at most, and who listens or locks keeps a connection to himself. Set <c>No Reset On Close=false</c> to have it anyway.
    /// The pool is small and stays open (ADR 0013); <c>Maximum Pool Size</c> and <c>Minimum Pool Size</c> say otherwise.
    /// </summary>
    private static string Tuned(string? connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (200, 2);
        if (!settings.ShouldSerialize("No Reset On Close"))
            settings.NoResetOnClose = true;
        if (!settings.ShouldSerialize("Maximum Pool Size"))
            settings.MaxPoolSize = Math.Max(PoolSize, settings.MinPoolSize);
        if (!settings.ShouldSerialize("Minimum Pool Size"))
            settings.MinPoolSize = settings.MaxPoolSize;
        return settings.ConnectionString;
    }
}
