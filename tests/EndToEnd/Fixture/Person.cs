using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.EndToEnd.Fixture;

/// <summary>Somebody in front of a browser. Whatever the page complains about is kept, and fails the test at the end.</summary>
internal sealed class Person : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Axe = new(() =>
        File.ReadAllTextAsync(Path.Combine(Repository.Root, "web", "node_modules", "axe-core", "axe.min.js")));

    // Colours on their way to others are nobody's to judge; an animation without an end is none of a colour.
    private const string ComeToRest =
        """
        Promise.allSettled(document.getAnimations()
          .filter(animation => animation.effect.getComputedTiming().endTime !== Infinity)
          .map(animation => animation.finished)).then(() => true)
        """;

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    private Person(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    public static async Task<Person> OpenAsync(IBrowserContext context)
    {
        var person = new Person(context, await context.NewPageAsync());
        person.Page.PageError += (_, error) => person.complaints.Enqueue(error);
        person.Page.Console += (_, message) => person.Listen(message);
        person.Page.Response += (_, answer) =>
        {
            if (answer.Status >= 500)
                person.complaints.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{answer.Url} answered {answer.Status}"));
        };
        // The browser tells the page of what its policy refused even where the console is silent.
        await context.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} refused ${e.blockedURI}`))");
        return person;
    }

    /// <summary>From now on the person's device has an authenticator that says yes to whatever it is asked (WebAuthn level 3, section 11).</summary>
    public async Task CarryAuthenticatorAsync()
    {
        var debugger = await context.NewCDPSessionAsync(Page);
        await debugger.SendAsync("WebAuthn.enable");
        await debugger.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
    }

    public Task GoAsync(string path) => Page.GotoAsync(path);

    public Task FillAsync(string label, string text) => Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    public Task SeesAsync(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    public Task SeesHeadingAsync(string heading) =>
        Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true })).ToBeVisibleAsync();

    /// <summary>The row of a table that tells of somebody.</summary>
    public ILocator Row(string text) => Page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    /// <summary>The way that a page announces itself to people who do not see it: axe-core finds nothing serious, light and dark.</summary>
    public async Task FindsPageAccessibleAsync()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Page.EvaluateAsync(ComeToRest);
            // Evaluated by the browser's debugger, which the page's own policy does not bind.
            await Page.EvaluateAsync(await Axe.Value);
            var violations = await Page.EvaluateAsync<JsonElement>("axe.run().then(found => found.violations)");
            var serious = violations.EnumerateArray()
                .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(found => (Page.Url, scheme, found.GetProperty("help"), found.GetProperty("nodes")[0].GetProperty("html")));
            serious.ShouldBeEmpty();
        }
    }

    /// <summary>No script failed, nothing was refused by the content policy, no request ended in a fault of the server.</summary>
    public void HasNoComplaint() => complaints.ShouldBeEmpty();

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Listen(IConsoleMessage message)
    {
        if (message.Type == "error")
            complaints.Enqueue($"{message.Location}: {message.Text}");
    }
}
