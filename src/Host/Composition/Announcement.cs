namespace Monolith.Host.Composition;

internal static class Announcement
{
    /// <summary>For the person at the terminal, in Development: where the application is.</summary>
    public static void AnnounceAddress(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            return;
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Monolith is running at {app.Configuration["PublicUrl"] ?? app.Urls.FirstOrDefault()}"));
    }
}
