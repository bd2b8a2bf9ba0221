using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity.Passkeys;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>Somebody who is signed in links a provider, and takes it away again.</summary>
public sealed class LinkProviderTests(AcmeHost fixture) : IClassFixture<AcmeHost>
{
    private const string Page = "/security?linked=acme";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_provider_is_linked_whatever_address_it_knows_the_person_by_and_signs_in_from_then_on()
    {
        using var visitor = new ExternalVisitor(Host);
        var person = await SignInAsync(visitor);
        var there = $"unverified-{People.NewEmail()}";

        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await LinkAsync(visitor, there)).ShouldBe(Page));

        using var later = new ExternalVisitor(Host);
        (await later.SignInAsync(there)).ShouldBe("/profile");
        ((string)(await later.MeAsync())["email"]!).ShouldBe(person);
        var linked = (await LinkedAsync(visitor)).ShouldHaveSingleItem()!;
        ((string)linked["provider"]!).ShouldBe("acme");
        ((string)linked["label"]!).ShouldBe(there);
        (await Host.MailsAsync(person))[0].ShouldBe("You can sign in with Acme now");
    }

    [Fact]
    public async Task Unlinked_it_signs_nobody_in_any_more_and_its_person_is_told()
    {
        using var visitor = new ExternalVisitor(Host);
        var person = await SignInAsync(visitor);
        var there = $"unverified-{People.NewEmail()}";
        await LinkAsync(visitor, there);

        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await UnlinkAsync(visitor)).Status.ShouldBe(HttpStatusCode.NoContent));

        (await LinkedAsync(visitor)).ShouldBeEmpty();
        (await UnlinkAsync(visitor)).Code.ShouldBe("identity.external_not_linked");
        (await Host.MailsAsync(person))[0].ShouldBe("You can no longer sign in with Acme");
        using var later = new ExternalVisitor(Host);
        (await later.SignInAsync(there)).ShouldStartWith("/sign-in?error=identity.external_check_mail");
    }

    [Fact]
    public async Task The_only_way_to_sign_in_stays_until_there_is_a_password()
    {
        var email = People.NewEmail();
        using var visitor = new ExternalVisitor(Host);
        await visitor.SignInAsync(email);
        await AuthorizeAsync(visitor);
        var refused = await UnlinkAsync(visitor);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Code.ShouldBe("identity.last_sign_in_method");

        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            await visitor.Client.PostAuthAsync("password/forgot", new { email }));
        var reset = new { token = await Host.LinkTokenAsync(email), newPassword = People.Password };
        (await visitor.Client.PostAuthAsync("password/reset", reset)).Status.ShouldBe(HttpStatusCode.NoContent);
        await visitor.SignInAsync(email);
        await AuthorizeAsync(visitor);
        (await UnlinkAsync(visitor)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_passkey_is_a_way_to_sign_in_too()
    {
        using var visitor = new ExternalVisitor(Host);
        await visitor.SignInAsync(People.NewEmail());
        await AuthorizeAsync(visitor);
        using var authenticator = new SoftwareAuthenticator();
        var passkey = (string)(await visitor.Client.AddPasskeyAsync(authenticator)).Json["id"]!;
        (await UnlinkAsync(visitor)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await visitor.Client.RemoveAuthAsync($"passkeys/{passkey}")).Code.ShouldBe("identity.last_sign_in_method");
    }

    [Fact]
    public async Task What_signs_in_to_one_account_is_linked_to_no_other()
    {
        var there = People.NewEmail();
        using var owner = new ExternalVisitor(Host);
        await owner.SignInAsync(there);
        using var other = new ExternalVisitor(Host);
        await SignInAsync(other);
        (await LinkAsync(other, there)).ShouldBe("/security?error=identity.external_taken&provider=acme");
        (await LinkedAsync(other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_account_is_linked_to_one_person_of_a_provider()
    {
        using var visitor = new ExternalVisitor(Host);
        await SignInAsync(visitor);
        var there = $"unverified-{People.NewEmail()}";
        (await LinkAsync(visitor, there)).ShouldBe(Page);
        (await LinkAsync(visitor, there)).ShouldBe(Page);
        (await LinkAsync(visitor, $"unverified-{People.NewEmail()}")).ShouldStartWith("/security?error=identity.external_linked_already");
        (await LinkedAsync(visitor)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_way_back_of_an_attacker_links_nothing_in_the_browser_of_a_victim()
    {
        using var attacker = new ExternalVisitor(Host);
        await SignInAsync(attacker);
        var callback = await OpenIdProvider.VisitAsync(await BeginAsync(attacker), $"unverified-{People.NewEmail()}");
        using var victim = new ExternalVisitor(Host);
        await SignInAsync(victim);
        ExternalVisitor.ErrorIn(await victim.ReturnAsync(callback)).ShouldBe("identity.external_state_invalid");
        (await LinkedAsync(victim)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_signed_out_meanwhile_links_nothing()
    {
        using var visitor = new ExternalVisitor(Host);
        var person = await SignInAsync(visitor);
        var callback = await OpenIdProvider.VisitAsync(await BeginAsync(visitor), $"unverified-{People.NewEmail()}");
        (await visitor.Client.PostAuthAsync("logout-all")).Status.ShouldBe(HttpStatusCode.NoContent);
        ExternalVisitor.ErrorIn(await visitor.ReturnAsync(callback)).ShouldBe("identity.external_state_invalid");
        using var again = Host.CreateClient();
        again.DefaultRequestHeaders.Authorization = new("Bearer", (await again.LoginAsync(person, People.Password)).AccessToken);
        (await again.GetFromJsonAsync<JsonArray>("/api/v1/auth/external/linked"))!.ShouldBeEmpty();
    }

    [Fact]
    public async Task Strangers_link_unlink_and_list_nothing()
    {
        using var stranger = Host.CreateClient();
        (await stranger.PostAuthAsync("external/acme/link", new { returnUrl = Page })).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAuthAsync("external/linked")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using var unlink = await stranger.DeleteAsync("/api/v1/auth/external/acme");
        unlink.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Input_is_checked()
    {
        using var visitor = new ExternalVisitor(Host);
        await SignInAsync(visitor);
        var elsewhere = await visitor.Client.PostAuthAsync("external/acme/link", new { returnUrl = "//evil.example" });
        elsewhere.Status.ShouldBe(HttpStatusCode.BadRequest);
        elsewhere.Json["errors"]!["returnUrl"].ShouldNotBeNull();
        (await visitor.Client.PostAuthAsync("external/nobody/link", new { returnUrl = Page })).Code.ShouldBe("identity.provider_unknown");
    }

    /// <returns>The address of a fresh person with a password, who is signed in.</returns>
    private async Task<string> SignInAsync(ExternalVisitor visitor)
    {
        var person = await Host.RegisterAsync();
        await Host.VerifyAsync(person.Email);
        await visitor.Client.LoginAsBrowserAsync(person.Email, People.Password);
        await AuthorizeAsync(visitor);
        return person.Email;
    }

    private static async Task AuthorizeAsync(ExternalVisitor visitor) =>
        visitor.Client.DefaultRequestHeaders.Authorization = new("Bearer", (await visitor.RestoreAsync()).ShouldNotBeNull());

    private static async Task<Uri> BeginAsync(ExternalVisitor visitor)
    {
        var begun = await visitor.Client.PostAuthAsync("external/acme/link", new { returnUrl = Page });
        begun.Status.ShouldBe(HttpStatusCode.OK);
        return new Uri((string)begun.Json["location"]!);
    }

    /// <returns>Where the browser ends.</returns>
    private static async Task<string> LinkAsync(ExternalVisitor visitor, string login) =>
        (await visitor.ReturnAsync(await OpenIdProvider.VisitAsync(await BeginAsync(visitor), login))).ToString();

    private static async Task<JsonArray> LinkedAsync(ExternalVisitor visitor) =>
        (await visitor.Client.GetFromJsonAsync<JsonArray>("/api/v1/auth/external/linked"))!;

    private static Task<AuthAnswer> UnlinkAsync(ExternalVisitor visitor) => visitor.Client.RemoveAuthAsync("external/acme");
}
