using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.Marten;

namespace Monolith.Bench.Engines;

/// <summary>The document store and the message bus with the product's settings, and nothing else of the product.</summary>
internal static class EngineHost
{
    /// <summary>As the product connects: pooled, with prepared statements.</summary>
    public static NpgsqlDataSource Connect() => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
    });

    /// <summary>Of the server that this run has started.</summary>
    public static string ConnectionString =>
        Environment.GetEnvironmentVariable(ConnectionVariable) ?? throw new InvalidOperationException($"{ConnectionVariable} names no server.");

    public const string ConnectionVariable = "MONOLITH_BENCH_POSTGRES";

    public static async Task<IHost> StartAsync(NpgsqlDataSource database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services
            .AddMarten(options =>
            {
                options.Connection(database);
                options.Schema.For<Person>().DatabaseSchemaName("bench").Duplicate(person => person.Email);
            })
            .UseLightweightSessions()
            .ApplyAllDatabaseChangesOnStartup()
            .IntegrateWithWolverine(integration => integration.MessageStorageSchemaName = "messaging");
        builder.UseWolverine(options =>
        {
            options.ServiceName = "bench";
            options.Discovery.DisableConventionalDiscovery()
                .IncludeType(typeof(PingHandler)).IncludeType(typeof(QuestionHandler)).IncludeType(typeof(NoticeHandler));
            options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
            options.Durability.MessageIdentity = MessageIdentity.IdAndDestination;
            options.Policies.AutoApplyTransactions();
            options.Policies.UseDurableLocalQueues();
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
