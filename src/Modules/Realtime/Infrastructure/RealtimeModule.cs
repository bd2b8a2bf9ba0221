using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Monolith.Realtime.Application.Ports;
using Monolith.Realtime.Infrastructure.Channels;
using Monolith.Realtime.Infrastructure.Endpoints;
using Monolith.Realtime.Infrastructure.Sessions;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Modules;
using Monolith.Shared.Infrastructure.Redis;
using Wolverine;

namespace Monolith.Realtime.Infrastructure;

/// <summary>Live connections: what happens elsewhere reaches whoever is looking at it.</summary>
public sealed class RealtimeModule : IModule
{
    internal const string Key = "realtime";

    public string Name => Key;

    public Assembly HandlerAssembly => typeof(IPublisher).Assembly;

    public void AddServices(IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<RealtimeOptions>().BindConfiguration(RealtimeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RealtimeOptions>, RealtimeOptionsValidator>();
        services.AddSingleton<RealtimeTelemetry>();
        services.AddSingleton<AllowedOrigins>();

        services.AddSingleton<ChannelHub>();
        services.AddSingleton<LocalPresence>();
        services.AddSingleton<IPublisher, ChannelPublisher>();
        services.AddSingleton<IConnections, Connections>();
        AddBackplane(services, builder.Configuration.UsesRedis());

        services.AddSingleton<IAccessTokens, AccessTokens>();
        services.AddSingleton<SessionServices>();
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<SessionPermissions>();
        services.AddHostedService<SessionKeeper>();
        services.AddSingleton<IPersonalData, RealtimePersonalData>();
    }

    // The events that it reacts to have their aliases from the modules that raise them.
    public void ConfigureMessaging(WolverineOptions options)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => ConnectionEndpoint.Map(routes);

    private static void AddBackplane(IServiceCollection services, bool usesRedis)
    {
        if (!usesRedis)
        {
            services.AddSingleton<IBackplane, LocalBackplane>();
            services.AddSingleton<IPresence>(provider => provider.GetRequiredService<LocalPresence>());
            return;
        }

        services.AddSingleton<RedisBackplane>();
        services.AddSingleton<IBackplane>(provider => provider.GetRequiredService<RedisBackplane>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisBackplane>());
        services.AddSingleton<RedisPresence>();
        services.AddSingleton<IPresence>(provider => provider.GetRequiredService<RedisPresence>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisPresence>());
    }
}
