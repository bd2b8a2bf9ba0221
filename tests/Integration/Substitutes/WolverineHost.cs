using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>A service without a database; its queues are in memory.</summary>
internal static class WolverineHost
{
    public static async Task<IHost> StartAsync(Probe probe, Action<WolverineOptions> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(probe);
        builder.UseWolverine(options =>
        {
            options.Discovery.DisableConventionalDiscovery();
            options.MultipleHandlerBehavior = MultipleHandlerBehavior.Separated;
            configure(options);
        });
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Uses the bus as code outside a handler does: in a scope of its own.</summary>
    public static async Task UseAsync(this IHost host, Func<IMessageBus, Task> use)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<IMessageBus>());
    }
}
