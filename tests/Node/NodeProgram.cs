using JasperFx;
using Marten;
using Marten.Exceptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;

namespace Monolith.Tests.Node;

/// <summary>
/// A service on documents and messages as the host composes them (src/Host/Composition), whose every effect shows when it is missing,
/// doubled or there by halves. It takes orders over HTTP, and is there to be killed.
/// </summary>
internal static class NodeProgram
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)];

    private static async Task Main(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        AddStore(builder);
        AddMessaging(builder);
        await using var app = builder.Build();
        app.MapPost("/orders", async (PlaceOrder order, IMessageBus bus, CancellationToken cancellation) =>
        {
            await bus.InvokeAsync(order, cancellation);
            return TypedResults.Accepted((string?)null);
        });
        await app.StartAsync();
        await Console.Out.WriteLineAsync("Node is running");
        await app.WaitForShutdownAsync();
    }

    private static void AddStore(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => new NpgsqlDataSourceBuilder(builder.Configuration.GetConnectionString("Postgres"))
        {
            ConnectionStringBuilder = { ApplicationName = builder.Configuration["Node"] },
        }.Build());
        builder.Services
            .AddMarten(options =>
            {
                options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
                options.DatabaseSchemaName = "shop";
                options.Schema.For<Order>();
                options.Schema.For<Line>();
                options.Schema.For<Till>();
                options.Schema.For<Overlap>();
            })
            .UseLightweightSessions()
            .UseNpgsqlDataSource()
            .ApplyAllDatabaseChangesOnStartup()
            .IntegrateWithWolverine(integration => integration.MessageStorageSchemaName = "messaging");
    }

    private static void AddMessaging(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Watch>();
        builder.UseWolverine(options =>
        {
            options.ServiceName = "node";
            options.ApplicationAssembly = typeof(NodeProgram).Assembly;
            options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
            options.Durability.MessageIdentity = MessageIdentity.IdAndDestination;
            options.Policies.AutoApplyTransactions();
            options.Policies.UseDurableLocalQueues();
            options.Discovery.IncludeAssembly(typeof(NodeProgram).Assembly);
            options.OnException<CardReaderBusyException>().RetryOnce().Then.ScheduleRetry(Pauses);
            options.OnException<NpgsqlException>(exception => exception.IsTransient).RetryWithCooldown(Pauses);
            options.OnException<MartenCommandException>(exception => exception.InnerException is NpgsqlException { IsTransient: true })
                .RetryWithCooldown(Pauses);
        });
    }
}
