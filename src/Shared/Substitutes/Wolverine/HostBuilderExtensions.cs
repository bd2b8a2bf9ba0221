using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine.Runtime;

namespace Wolverine;

public static class HostBuilderExtensions
{
    public static IHostBuilder UseWolverine(this IHostBuilder builder, Action<WolverineOptions>? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ConfigureServices(services => services.AddWolverine(overrides));
    }

    public static IHostApplicationBuilder UseWolverine(this IHostApplicationBuilder builder, Action<WolverineOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddWolverine(configure);
        return builder;
    }

    /// <exception cref="InvalidOperationException">It was added before; a service has one set of options.</exception>
    public static IServiceCollection AddWolverine(this IServiceCollection services, Action<WolverineOptions>? configure)
    {
        if (services.Any(descriptor => descriptor.ServiceType == typeof(WolverineRuntime)))
            throw new InvalidOperationException("UseWolverine() can only be called once per service collection.");

        var options = new WolverineOptions(services);
        services.AddSingleton(options);
        services.AddSingleton<WolverineRuntime>();
        services.AddHostedService(provider => provider.GetRequiredService<WolverineRuntime>());

        // One context per scope, whichever interface is asked for; in the scope of a handler it is the handler's.
        services.AddScoped<ScopedMessageContext>();
        services.AddScoped<IMessageContext>(provider =>
            provider.GetRequiredService<ScopedMessageContext>().Context ??= new MessageContext(provider.GetRequiredService<WolverineRuntime>()));
        services.AddScoped<IMessageBus>(provider => provider.GetRequiredService<IMessageContext>());

        configure?.Invoke(options);
        return services;
    }
}
