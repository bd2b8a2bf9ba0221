namespace Monolith.Host.Composition;

internal static class Lifetime
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Serves until it is told to stop, which may be while it starts; a start that fails ends what it has begun, the private database too.
    /// </summary>
    public static async Task ServeAsync(this WebApplication app)
    {
        // For the person at the terminal: where the application is.
        if (app.Environment.IsDevelopment())
            app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Monolith is running at {Address(app)}"));
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await app.StopAsync();
            return;
        }
        catch
        {
            await app.StopAsync();
            throw;
        }

        if (app.Environment.IsProduction())
            await GiveBackAsync(app.Services.GetRequiredService<TimeProvider>(), app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync();
    }

    /// <summary>
    /// Gives back, once, what the start and the first requests have left behind; the collector by itself keeps it until there is load. Takes
    /// some 30 ms.
    /// </summary>
    private static async Task GiveBackAsync(TimeProvider clock, CancellationToken stopping)
    {
        await Task.Delay(Settled, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private static string? Address(WebApplication app) => app.Configuration["PublicUrl"] ?? app.Urls.FirstOrDefault();
}
