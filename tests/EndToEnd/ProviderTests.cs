using Microsoft.Playwright;
using Monolith.Tests.EndToEnd.Fixture;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.EndToEnd;

/// <summary>Signing in with a certified OpenID provider, in a browser that was never here before.</summary>
public sealed class ProviderTests(Browser browser) : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("monolith-e2e-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public async Task A_visitor_signs_up_with_a_provider_and_an_administrator_links_it()
    {
        var address = Node.FreeAddress();
        await using var provider = await OpenIdProvider.StartAsync(Node.Origin(address));
        await using var host = await Node.StartAsync(
            address, new Dictionary<string, string>(provider.Settings) { ["Data:Directory"] = data.FullName });

        await using var visitor = await browser.SomebodyAsync(host.Address);
        await visitor.GoAsync("/security");
        await visitor.SeesHeadingAsync("Sign in");
        await visitor.FindsPageAccessibleAsync();
        await visitor.FollowAsync("Continue with Acme");
        await SignInThereAsync(visitor, "ada@acme.test");
        await visitor.SeesHeadingAsync("Security");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Unlink Acme" })).ToBeVisibleAsync();

        await using var admin = await browser.SomebodyAsync(host.Address);
        await admin.BecomeAdministratorAsync(host.SetupLink, "Grace Hopper", "grace@acme.test");
        await admin.GoAsync("/security");
        await admin.PressAsync("Link Acme");
        await SignInThereAsync(admin, "hopper@acme.test");
        await admin.SeesAsync("You can sign in with Acme now.");
        await admin.FindsPageAccessibleAsync();

        visitor.HasNoComplaint();
        admin.HasNoComplaint();
    }

    private static async Task SignInThereAsync(Person person, string login)
    {
        await person.SeesHeadingAsync("Sign in to Acme");
        await person.FillAsync("Login", login);
        await person.PressAsync("Go on");
    }
}
