using JasperFx;
using Marten;
using Monolith.Shared.Infrastructure.Replica;
using Npgsql;
using Wolverine.Marten;

namespace Monolith.Host.Composition;

internal static class Store
{
    /// <summary>Connections of one node, with the one that it keeps for its messages.</summary>
    private const int PoolSize = 40;

    /// <summary>What a start may change in the schema, as Marten names it.</summary>
    private const string MayCreate = "Database:AutoCreate";

    /// <summary>One document store on one database; each module adds its documents in its own schema.</summary>
    public static void AddStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider => Open(provider, "monolith", builder.Configuration.GetConnectionString("Postgres")));
        builder.Services.AddReadReplica(builder.Configuration, (provider, replica) => Open(provider, "monolith-replica", replica));
        var autoCreate = AutoCreateIn(builder.Configuration) ?? AutoCreate.CreateOrUpdate;
        var store = builder.Services
            .AddMarten(options => options.AutoCreateSchemaObjects = autoCreate)
            .UseLightweightSessions()
            .UseNpgsqlDataSource();
        store = autoCreate == AutoCreate.None ? store.AssertDatabaseMatchesConfigurationOnStartup() : store.ApplyAllDatabaseChangesOnStartup();
        store.IntegrateWithWolverine(integration => integration.MessageStorageSchemaName = "messaging");
    }

    /// <returns>A sentence when nobody can tell what a start may change.</returns>
    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        configuration[MayCreate] is { Length: > 0 } value && AutoCreateIn(configuration) is null
            ? [$"{MayCreate} '{value}' is not understood: write {AutoCreate.CreateOrUpdate}, or {AutoCreate.None} where migrate alone changes the schema."]
            : [];

    /// <summary>Understands of PostgreSQL's types what documents and messages are made of; the rest would take memory for nothing.</summary>
    private static NpgsqlDataSource Open(IServiceProvider provider, string name, string? connectionString) =>
        new NpgsqlSlimDataSourceBuilder(Tuned(connectionString)) { Name = name, ConnectionStringBuilder = { ApplicationName = "monolith" } }
            .EnableArrays()
            .EnableTransportSecurity()
            .EnableIntegratedSecurity()
            .UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>())
            .Build();

    private static AutoCreate? AutoCreateIn(IConfiguration configuration) =>
        configuration[MayCreate]?.ToUpperInvariant() switch
        {
            "NONE" => AutoCreate.None,
            "CREATEORUPDATE" => AutoCreate.CreateOrUpdate,
            _ => null,
        };

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
