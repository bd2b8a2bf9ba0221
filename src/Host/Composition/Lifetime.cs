namespace Monolith.Host.Composition;

internal static class Lifetime
{
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

        // What the start has left behind is given back now, once; the collector by itself keeps it until there is load.
        if (app.Environment.IsProduction())
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await app.WaitForShutdownAsync();
    }

    private static string? Address(WebApplication app) => app.Configuration["PublicUrl"] ?? app.Urls.FirstOrDefault();
}
