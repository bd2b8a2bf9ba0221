namespace Monolith.Host.Composition;

internal static class Demo
{
    /// <summary>With <c>Demo=true</c> (Development only) every module fills itself with believable data once the host runs.</summary>
    public static void AddDemoData(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue("Demo", false))
            builder.Services.AddHostedService<DemoSeeder>();
    }

    private sealed class DemoSeeder(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            foreach (var module in ModuleCatalog.All)
            {
                await using var scope = scopes.CreateAsyncScope();
                await module.SeedDemoAsync(scope.ServiceProvider, stoppingToken);
            }
        }
    }
}
