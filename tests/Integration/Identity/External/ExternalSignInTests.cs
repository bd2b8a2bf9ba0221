using System.Net;
using Monolith.Tests.Integration.Fixture;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>With a certified provider, from the sign-in page and back.</summary>
public sealed class ExternalSignInTests(AcmeHost fixture) : IClassFixture<AcmeHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Somebody_new_gets_an_account_without_password_and_comes_back_to_it()
    {
        var email = People.NewEmail();
        using var first = new ExternalVisitor(Host);
        using var second = new ExternalVisitor(Host);

        (await first.SignInAsync(email, "/users?q=ada#top")).ShouldBe("/users?q=ada#top");
        (await second.SignInAsync(email)).ShouldBe("/profile");

        var me = await first.MeAsync();
        ((string)me["email"]!).ShouldBe(email);
        ((string)me["displayName"]!).ShouldBe("Ada Lovelace");
        ((bool)me["emailVerified"]!).ShouldBeTrue();
        ((string)(await second.MeAsync())["id"]!).ShouldBe((string)me["id"]!);
        (await first.Client.LoginAsync(email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
    }

    [Fact]
    public async Task An_address_that_both_sides_have_verified_leads_to_the_account_and_its_person_is_told()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        using var visitor = new ExternalVisitor(Host);

        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await visitor.SignInAsync(person.Email)).ShouldBe("/profile"));

        ((string)(await visitor.MeAsync())["id"]!).ShouldBe((string)(await client.GetAuthAsync("me")).Json["id"]!);
        (await Host.MailsAsync(person.Email)).ShouldContain("You can sign in with Acme now");
        (await client.LoginAsync(person.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_after_the_provider_too()
    {
        using var guarded = await Host.GuardedAsync();
        using var visitor = new ExternalVisitor(Host);
        var end = await visitor.SignInAsync(guarded.Person.Email, "/users");
        end.ShouldStartWith("/sign-in?returnTo=%2Fusers#token=");
        end.ShouldEndWith("&methods=totp,recoveryCode");
        (await visitor.RestoreAsync()).ShouldBeNull();

        var token = end.Split("#token=")[1].Split('&')[0];
        (await visitor.Client.SecondStepAsync(token, guarded.App.Code())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_account_that_nobody_verified_is_not_linked_because_somebody_else_may_know_its_password()
    {
        var person = await Host.RegisterAsync();
        using var visitor = new ExternalVisitor(Host);
        (await visitor.SignInAsync(person.Email)).ShouldStartWith("/sign-in?error=identity.external_link_first&provider=acme");
        (await visitor.RestoreAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task An_address_that_the_provider_did_not_verify_is_confirmed_by_mail_first()
    {
        var email = $"unverified-{People.NewEmail()}";
        using var visitor = new ExternalVisitor(Host);
        (await TrackedSignInAsync(visitor, email)).ShouldStartWith("/sign-in?error=identity.external_check_mail");
        (await visitor.RestoreAsync()).ShouldBeNull();

        await Host.VerifyAsync(email);

        (await visitor.SignInAsync(email)).ShouldBe("/profile");
        ((string)(await visitor.MeAsync())["email"]!).ShouldBe(email);
    }

    [Fact]
    public async Task An_unverified_address_gets_the_same_answer_whether_or_not_it_has_an_account_and_never_leads_to_it()
    {
        var person = await Host.RegisterAsync($"unverified-{People.NewEmail()}");
        await Host.VerifyAsync(person.Email);
        using var visitor = new ExternalVisitor(Host);
        (await TrackedSignInAsync(visitor, person.Email)).ShouldStartWith("/sign-in?error=identity.external_check_mail");
        (await visitor.RestoreAsync()).ShouldBeNull();
        (await Host.MailsAsync(person.Email))[0].ShouldBe("You have an account already");
    }

    [Fact]
    public async Task Who_prepared_an_account_under_somebody_elses_address_is_not_let_in_when_that_person_registers()
    {
        var email = $"unverified-{People.NewEmail()}";
        using var attacker = new ExternalVisitor(Host);
        await TrackedSignInAsync(attacker, email);
        await Host.RegisterAsync(email);
        await Host.VerifyAsync(email);

        (await TrackedSignInAsync(attacker, email)).ShouldStartWith("/sign-in?error=identity.external_check_mail");

        (await attacker.RestoreAsync()).ShouldBeNull();
        using var owner = Host.CreateClient();
        (await owner.LoginAsync(email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_state_works_once()
    {
        using var visitor = new ExternalVisitor(Host);
        var callback = await OpenIdProvider.VisitAsync(await visitor.StartAsync("acme"), People.NewEmail());
        (await visitor.ReturnAsync(callback)).ToString().ShouldBe("/profile");
        ExternalVisitor.ErrorIn(await visitor.ReturnAsync(callback)).ShouldBe("identity.external_state_invalid");
    }

    [Fact]
    public async Task Of_many_callbacks_with_one_state_one_succeeds()
    {
        using var visitor = new ExternalVisitor(Host);
        var callback = await OpenIdProvider.VisitAsync(await visitor.StartAsync("acme"), People.NewEmail());
        var ends = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => visitor.ReturnAsync(callback)));
        ends.Count(end => end.ToString() == "/profile").ShouldBe(1);
        ends.Count(end => ExternalVisitor.ErrorIn(end) == "identity.external_state_invalid").ShouldBe(15);
    }

    [Fact]
    public async Task The_state_of_another_browser_is_refused_and_stays_good_in_its_own()
    {
        using var owner = new ExternalVisitor(Host);
        using var stranger = new ExternalVisitor(Host);
        using var empty = new ExternalVisitor(Host);
        await stranger.StartAsync("acme");
        var callback = await OpenIdProvider.VisitAsync(await owner.StartAsync("acme"), People.NewEmail());

        foreach (var other in new[] { stranger, empty })
        {
            ExternalVisitor.ErrorIn(await other.ReturnAsync(callback)).ShouldBe("identity.external_state_invalid");
            (await other.RestoreAsync()).ShouldBeNull();
        }

        (await owner.ReturnAsync(callback)).ToString().ShouldBe("/profile");
    }

    [Fact]
    public async Task Two_tabs_of_one_browser_can_be_on_their_way_at_once()
    {
        using var visitor = new ExternalVisitor(Host);
        Uri[] ways = [await visitor.StartAsync("acme", "/users"), await visitor.StartAsync("acme", "/security")];
        var email = People.NewEmail();
        (await visitor.ReturnAsync(await OpenIdProvider.VisitAsync(ways[0], email))).ToString().ShouldBe("/users");
        (await visitor.ReturnAsync(await OpenIdProvider.VisitAsync(ways[1], email))).ToString().ShouldBe("/security");
    }

    [Fact]
    public async Task Who_chooses_not_to_go_on_is_told_so_and_may_try_again()
    {
        using var visitor = new ExternalVisitor(Host);
        var callback = await OpenIdProvider.VisitAsync(await visitor.StartAsync("acme", "/users"), login: null);
        (await visitor.ReturnAsync(callback)).ToString().ShouldBe("/sign-in?error=identity.external_denied&provider=acme&returnTo=%2Fusers");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/.//evil.example")]
    [InlineData("/%2e//evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task A_way_back_that_leads_elsewhere_is_refused_before_the_provider_is_asked(string returnUrl)
    {
        using var client = Host.CreateClient();
        var refused = await client.GetAuthAsync($"external/acme/start?returnUrl={Uri.EscapeDataString(returnUrl)}");
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Json["errors"]!["returnUrl"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("cross-site", "/sign-in?returnTo=%2Fprofile")]
    [InlineData("same-origin", "http://")]
    [InlineData("none", "http://")]
    public async Task Another_site_sends_a_browser_no_further_than_to_the_sign_in_page(string site, string expected)
    {
        using var visitor = new ExternalVisitor(Host);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/auth/external/acme/start?returnUrl=%2Fprofile");
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await visitor.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldStartWith(expected);
    }

    [Fact]
    public async Task The_request_to_the_provider_hides_what_proves_the_answer()
    {
        using var visitor = new ExternalVisitor(Host);
        var address = await visitor.StartAsync("acme");
        var first = ExternalVisitor.Query(address, "state");
        ExternalVisitor.Query(address, "response_type").ShouldBe("code");
        ExternalVisitor.Query(address, "code_challenge_method").ShouldBe("S256");
        ExternalVisitor.Query(address, "redirect_uri").ShouldBe($"{ExternalVisitor.PublicUrl}/api/v1/auth/external/acme/callback");
        foreach (var name in new[] { "state", "nonce", "code_challenge" })
            ExternalVisitor.Query(address, name).Length.ShouldBe(43);
        ExternalVisitor.Query(await visitor.StartAsync("acme"), "state").ShouldNotBe(first);
    }

    [Fact]
    public async Task The_cookie_that_binds_the_way_to_the_browser_comes_along_from_elsewhere_and_no_script_reads_it()
    {
        using var visitor = new ExternalVisitor(Host);
        using var answer = await visitor.Client.GetAsync("/api/v1/auth/external/acme/start");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single().ToLowerInvariant();
        cookie.ShouldStartWith("monolith-external=");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("path=/");
    }

    [Fact]
    public async Task The_providers_are_listed_and_others_are_not_there()
    {
        using var client = Host.CreateClient();
        (await client.GetStringAsync("/api/v1/auth/external")).ShouldBe("""[{"name":"acme","displayName":"Acme","kind":"openId"}]""");
        var unknown = await client.GetAuthAsync("external/nobody/start");
        unknown.Status.ShouldBe(HttpStatusCode.NotFound);
        unknown.Code.ShouldBe("identity.provider_unknown");
    }

    private async Task<string> TrackedSignInAsync(ExternalVisitor visitor, string login)
    {
        var end = string.Empty;
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            end = await visitor.SignInAsync(login));
        return end;
    }
}
