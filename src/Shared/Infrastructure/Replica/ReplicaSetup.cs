using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Monolith.Shared.Infrastructure.Replica;

/// <summary>How far behind a replica may be (<c>Replica:*</c>).</summary>
internal sealed class ReplicaOptions
{
    public const string Section = "Replica";

    /// <summary>One that is further behind is not asked; what this node has not heard of may be missing that long.</summary>
    public TimeSpan MaxLag { get; init; } = TimeSpan.FromMilliseconds(500);
}

public static class ReplicaSetup
{
    public const string ConnectionStringName = "PostgresReplica";

    /// <summary>A replica where one is configured (<c>ConnectionStrings:PostgresReplica</c>).</summary>
    /// <param name="open">Makes the source of its connections, with the settings that the primary's have.</param>
    public static IServiceCollection AddReadReplica(
        this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, string, NpgsqlDataSource> open)
    {
        services.AddOptions<ReplicaOptions>()
            .Bind(configuration.GetSection(ReplicaOptions.Section))
            .Validate(
                options => options.MaxLag > TimeSpan.Zero && options.MaxLag <= TimeSpan.FromSeconds(1),
                $"{ReplicaOptions.Section}:{nameof(ReplicaOptions.MaxLag)} must be more than zero and at most a second.")
            .ValidateOnStart();
        if (configuration.GetConnectionString(ConnectionStringName) is not { Length: > 0 } connectionString)
            return services.AddSingleton<IReadReplica, NoReplica>();
        services.AddKeyedSingleton(ConnectionStringName, (provider, _) => open(provider, connectionString));
        services.AddSingleton<StreamingReplica>();
        services.AddSingleton<IReadReplica>(provider => provider.GetRequiredService<StreamingReplica>());
        return services.AddHostedService(provider => provider.GetRequiredService<StreamingReplica>());
    }
}
