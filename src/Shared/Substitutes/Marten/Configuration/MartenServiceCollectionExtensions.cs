using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Marten;

public static class MartenServiceCollectionExtensions
{
    public static MartenConfigurationExpression AddMarten(this IServiceCollection services, Action<StoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new StoreOptions();
        configure(options);
        return services.AddMarten(options);
    }

    public static MartenConfigurationExpression AddMarten(this IServiceCollection services, StoreOptions options) =>
        services.AddMarten(_ => options);

    /// <summary>Builds the options from the container, once, before <c>ConfigureMarten</c> adds to them.</summary>
    public static MartenConfigurationExpression AddMarten(
        this IServiceCollection services, Func<IServiceProvider, StoreOptions> optionSource)
    {
        services.AddSingleton(provider =>
        {
            var options = optionSource(provider);
            foreach (var configuration in provider.GetServices<IConfigureMarten>()) configuration.Configure(provider, options);
            return options;
        });
        services.AddSingleton<IDocumentStore>(provider => new DocumentStore(provider.GetRequiredService<StoreOptions>()));
        services.AddScoped(provider => provider.GetRequiredService<IDocumentStore>().QuerySession());
        services.AddScoped(provider => provider.GetRequiredService<IDocumentStore>().LightweightSession());
        return new MartenConfigurationExpression(services);
    }

    public static IServiceCollection ConfigureMarten(this IServiceCollection services, Action<StoreOptions> configure) =>
        services.ConfigureMarten((_, options) => configure(options));

    public static IServiceCollection ConfigureMarten(
        this IServiceCollection services, Action<IServiceProvider, StoreOptions> configure) =>
        services.AddSingleton<IConfigureMarten>(new LambdaConfigureMarten(configure));

    public class MartenConfigurationExpression
    {
        internal MartenConfigurationExpression(IServiceCollection services) => Services = services;

        public IServiceCollection Services { get; }

        /// <summary>Sessions without an identity map, which is the only kind there is.</summary>
        public MartenConfigurationExpression UseLightweightSessions() => this;

        /// <summary>Takes the container's data source.</summary>
        public MartenConfigurationExpression UseNpgsqlDataSource(object? serviceKey = null)
        {
            Services.ConfigureMarten((provider, options) => options.Connection(serviceKey is null
                ? provider.GetRequiredService<NpgsqlDataSource>()
                : provider.GetRequiredKeyedService<NpgsqlDataSource>(serviceKey)));
            return this;
        }

        /// <summary>Adds what the schema lacks before any other hosted service starts.</summary>
        public MartenConfigurationExpression ApplyAllDatabaseChangesOnStartup() => AddFirst<SchemaStartup>();

        /// <summary>
        /// Changes nothing, and ends the start with a <see cref="Weasel.Core.Migrations.DatabaseValidationException"/> where the schema
        /// lacks something.
        /// </summary>
        public MartenConfigurationExpression AssertDatabaseMatchesConfigurationOnStartup() => AddFirst<SchemaAssertion>();

        private MartenConfigurationExpression AddFirst<T>()
            where T : class, IHostedService
        {
            if (!Services.Any(s => s.ImplementationType == typeof(T)))
                Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, T>());
            return this;
        }
    }
}
