using Microsoft.Playwright;
using Monolith.Tests.EndToEnd.Fixture;

namespace Monolith.Tests.EndToEnd;

/// <summary>The first day of an installation, on the database that the host brings along.</summary>
public sealed class FirstDayTests(Browser browser) : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("monolith-e2e-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task An_administrator_watches_a_visitor_join_confirm_and_sign_in_and_traces_it_all()
    {
        await using var host = await StartAsync(Node.FreeAddress());
        await using var admin = await browser.SomebodyAsync(host.Address);
        await admin.BecomeAdministratorAsync(host.SetupLink, "Grace Hopper", "grace@first.test");
        await admin.FindsPageAccessibleAsync();
        await admin.OpenDirectoryAsync();
        await Assertions.Expect(admin.Row("grace@first.test")).ToContainTextAsync("Active");
        await admin.FindsPageAccessibleAsync();
        await admin.Page.EvaluateAsync("window.sameDocument = true");

        await using var visitor = await browser.SomebodyAsync(host.Address);
        var correlationId = await visitor.RegisterAsync("Ada Lovelace", "ada@first.test");
        await Assertions.Expect(admin.Row("ada@first.test")).ToContainTextAsync("Invited");
        await visitor.FindsPageAccessibleAsync();
        await visitor.ConfirmAsync("ada@first.test");
        await Assertions.Expect(admin.Row("ada@first.test")).ToContainTextAsync("Active");
        (await admin.Page.EvaluateAsync<bool>("window.sameDocument === true")).ShouldBeTrue();

        await visitor.FindsPageAccessibleAsync();
        await visitor.FollowAsync("Sign in");
        await visitor.FillSignInAsync("ada@first.test", Steps.Password);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Ada Lovelace" })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Users" })).ToHaveCountAsync(0);

        await TraceAsync(admin, correlationId);
        admin.HasNoComplaint();
        visitor.HasNoComplaint();
    }

    [Fact]
    public async Task A_registration_survives_the_host_that_is_killed_right_after_its_answer()
    {
        var address = Node.FreeAddress();
        await using (var doomed = await StartAsync(address))
        {
            using var client = new HttpClient { BaseAddress = doomed.Address };
            using var answer = await client.RegisterAsync("Alan Turing", "alan@first.test");
            await doomed.KillAsync();
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        }

        await using var host = await StartAsync(address);
        await using var admin = await browser.SomebodyAsync(host.Address);
        await admin.BecomeAdministratorAsync(host.SetupLink, "Grace Hopper", "grace@first.test");
        await admin.OpenDirectoryAsync();
        await Assertions.Expect(admin.Row("alan@first.test")).ToContainTextAsync("Invited", new() { Timeout = 120_000 });
        admin.HasNoComplaint();
    }

    private static async Task TraceAsync(Person admin, string correlationId)
    {
        await admin.FollowAsync("Requests");
        await admin.SeesHeadingAsync("Requests");
        await admin.FillAsync("Correlation ID", correlationId);
        // The heads of the columns, and the one request.
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Assertions.Expect(admin.Row("/api/v1/auth/register")).ToContainTextAsync("202");
        await admin.FindsPageAccessibleAsync();
        await admin.Row("/api/v1/auth/register").GetByRole(AriaRole.Link).ClickAsync();

        var timeline = admin.Page.GetByRole(AriaRole.List, new() { Name = "Timeline" });
        string[] steps = ["POST /api/v1/auth/register", "identity.account-registered.v1", "users.user-created.v1", "Push · realtime"];
        foreach (var step in steps)
            await Assertions.Expect(timeline.GetByRole(AriaRole.Listitem).Filter(new() { HasText = step }).First).ToBeVisibleAsync();
        await admin.FindsPageAccessibleAsync();
    }

    private Task<Node> StartAsync(Uri address) =>
        Node.StartAsync(address, new Dictionary<string, string> { ["Data:Directory"] = data.FullName });
}
