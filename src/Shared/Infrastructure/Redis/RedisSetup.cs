using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.Redis;

public static class RedisSetup
{
    private const string ConnectionStringName = "Redis";

    /// <summary>Whether several nodes share state through Redis; without it the in-process implementations serve one node.</summary>
    public static bool UsesRedis(this IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration.GetConnectionString(ConnectionStringName));

    /// <summary>Registers <see cref="IConnectionMultiplexer"/> when an address is configured; it reconnects by itself.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.UsesRedis())
            return services;
        var options = ConfigurationOptions.Parse(configuration.GetConnectionString(ConnectionStringName)!);
        options.AbortOnConnectFail = false;
        return services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(options));
    }
}
