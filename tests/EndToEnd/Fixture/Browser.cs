using Microsoft.Playwright;
using Monolith.Tests.EndToEnd.Fixture;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Monolith.Tests.EndToEnd.Fixture;

/// <summary>One headless Chromium for the run; each person has a context of their own in it, as separate as separate browsers.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright playwright = null!;
    private IBrowser chromium = null!;

    public async ValueTask InitializeAsync()
    {
        // Generous: the machine may be busy with other suites. Nothing waits longer than what it waits for takes.
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = Arguments, Timeout = 120_000 });
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }

    /// <summary>Somebody with a browser of their own, before any page.</summary>
    internal async Task<Person> SomebodyAsync(Uri home)
    {
        var context = await chromium.NewContextAsync(new()
        {
            BaseURL = home.ToString(),
            Locale = "en-GB",
            TimezoneId = "Europe/Berlin",
            // What is on its way in has colours of its own, which no check can judge.
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return await Person.OpenAsync(context);
    }

    private static string Executable() =>
        new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium is not installed; run ./dev test, which installs it.");
}
