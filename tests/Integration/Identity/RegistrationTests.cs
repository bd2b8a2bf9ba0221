using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

public sealed class RegistrationTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Somebody_registers_confirms_signs_in_and_sees_the_own_account()
    {
        var person = await Host.RegisterAsync(displayName: "Ada Lovelace");
        await Host.VerifyAsync(person.Email);
        using var client = Host.CreateClient();

        var login = await client.LoginAsync(person.Email, People.Password);

        login.Status.ShouldBe(HttpStatusCode.OK);
        ((string)login.Json["tokenType"]!).ShouldBe("Bearer");
        ((int)login.Json["expiresIn"]!).ShouldBe(600);
        var me = await client.GetAuthAsync("me", login.AccessToken);
        ((string)me.Json["email"]!).ShouldBe(person.Email);
        ((string)me.Json["displayName"]!).ShouldBe("Ada Lovelace");
        ((bool)me.Json["emailVerified"]!).ShouldBeTrue();
        me.Json["roles"]!.AsArray().Select(role => (string)role!).ShouldBe(["member"]);
        me.Json["permissions"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_and_another_mail()
    {
        var person = await Host.RegisterAsync();
        await Host.VerifyAsync(person.Email);
        using var client = Host.CreateClient();

        var unknown = await RegisterAsync(client, People.NewEmail());
        var known = await RegisterAsync(client, person.Email.ToUpperInvariant());

        known.Status.ShouldBe(HttpStatusCode.Accepted);
        known.Status.ShouldBe(unknown.Status);
        known.Json.ToJsonString().ShouldBe(unknown.Json.ToJsonString());
        var mail = (await MailsAsync(client, person.Email))[0]!;
        ((string)mail["subject"]!).ShouldBe("You have an account already");
        ((string)mail["text"]!).ShouldNotContain("#token=");
        (await client.LoginAsync(person.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_registers_again_before_confirming_decides_the_password_and_voids_the_first_link()
    {
        var person = await Host.RegisterAsync();
        using var client = Host.CreateClient();
        var firstLink = await Host.LinkTokenAsync(person.Email);
        const string Chosen = "quite another sentence";
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(
            async Task (_) => await client.PostAuthAsync("register", new { email = person.Email, password = Chosen, displayName = "Ada" }));

        var stale = await client.PostAuthAsync("email/verify", new { token = firstLink });
        await Host.VerifyAsync(person.Email);

        stale.Code.ShouldBe("identity.invalid_token");
        (await client.LoginAsync(person.Email, Chosen)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.LoginAsync(person.Email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
    }

    [Fact]
    public async Task Registrations_of_one_new_address_at_the_same_time_make_one_account()
    {
        var email = People.NewEmail();
        using var client = Host.CreateClient();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RegisterAsync(client, email)));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Accepted);
        using var admin = await Host.AdminAsync();
        var found = await admin.GetFromJsonAsync<JsonObject>($"/api/v1/users?q={Uri.EscapeDataString(email)}");
        ((int)found!["total"]!).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var person = await Host.RegisterAsync();
        var token = await Host.LinkTokenAsync(person.Email);
        using var client = Host.CreateClient();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAuthAsync("email/verify", new { token })));
        answers.Count(answer => answer.Status == HttpStatusCode.NoContent).ShouldBe(1);
        answers.Where(answer => answer.Status != HttpStatusCode.NoContent).ShouldAllBe(answer => answer.Code == "identity.invalid_token");
    }

    [Fact]
    public async Task The_link_is_mailed_again_on_request_and_nobody_learns_who_has_an_account()
    {
        var person = await Host.RegisterAsync();
        using var client = Host.CreateClient();
        AuthAnswer? known = null;
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(
            async Task (_) => known = await client.PostAuthAsync("email/resend", new { email = person.Email }));
        var unknown = await client.PostAuthAsync("email/resend", new { email = People.NewEmail() });

        known!.Status.ShouldBe(HttpStatusCode.Accepted);
        unknown.Status.ShouldBe(HttpStatusCode.Accepted);
        (await MailsAsync(client, person.Email)).Count.ShouldBe(2);
        await Host.VerifyAsync(person.Email);
    }

    [Fact]
    public async Task Unknown_wrong_and_unconfirmed_are_refused_alike()
    {
        var confirmed = await Host.RegisterAsync();
        await Host.VerifyAsync(confirmed.Email);
        var unconfirmed = await Host.RegisterAsync();
        using var client = Host.CreateClient();
        AuthAnswer[] answers =
        [
            await client.LoginAsync(People.NewEmail(), People.Password),
            await client.LoginAsync(confirmed.Email, "not the right sentence"),
            await client.LoginAsync(unconfirmed.Email, People.Password),
        ];
        foreach (var answer in answers)
        {
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Json.Remove("correlationId");
        }

        answers.Select(answer => answer.Json.ToJsonString()).Distinct().ShouldHaveSingleItem().ShouldContain("identity.invalid_credentials");
    }

    [Fact]
    public async Task Every_field_that_breaks_a_rule_is_named()
    {
        using var client = Host.CreateClient();
        var answer = await client.PostAuthAsync("register", new { email = "nobody", password = "short", displayName = "line\nbreak" });
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Code.ShouldBe("request.invalid");
        answer.Json["errors"]!.AsObject().Select(field => field.Key).ShouldBe(["email", "password", "displayName"], ignoreOrder: true);
        (await client.PostAuthAsync("register", new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<AuthAnswer> RegisterAsync(HttpClient client, string email)
    {
        AuthAnswer? answer = null;
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(30)).DoNotAssertOnExceptionsDetected().ExecuteAndWaitAsync(
            async Task (_) => answer = await client.PostAuthAsync("register", new { email, password = People.Password, displayName = "Ada Lovelace" }));
        return answer!;
    }

    private static async Task<JsonArray> MailsAsync(HttpClient client, string email) =>
        (await client.GetFromJsonAsync<JsonArray>($"/dev/mail/messages?to={Uri.EscapeDataString(email)}"))!;
}
