using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Monolith.Identity.Infrastructure;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Monitoring;
using Npgsql;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Every use case that matters for the security of an account tells who did what, when and from where; and never a secret.</summary>
public sealed class SecurityEventTests(OneHost fixture, Services services) : IClassFixture<OneHost>
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
    private const string NewPassword = "another long and quiet sentence";
    private const string WrongPassword = "a sentence that is not the one";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Registering_is_told_and_so_is_registering_again_before_the_address_is_confirmed()
    {
        var email = People.NewEmail();
        var body = new { email, password = People.Password, displayName = "Ada Lovelace" };
        var first = (await ToldAsync(client => client.PostAuthAsync("register", body))).ShouldHaveSingleItem();
        var account = await AccountAsync(email);
        ShouldTell(first, "registered", account, actor: account);
        var second = await ToldAsync(client => client.PostAuthAsync("register", body));
        ShouldTell(second.ShouldHaveSingleItem(), "registered-again", account, actor: null);
        ((bool)second[0]["Unproven"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Registering_a_confirmed_address_changes_nothing_and_tells_nothing()
    {
        var person = await Host.RegisterAsync();
        await Host.VerifyAsync(person.Email);
        (await ToldAsync(client => client.PostAuthAsync("register", new { email = person.Email, password = NewPassword, displayName = "Eve" }))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Confirming_the_address_is_told_once()
    {
        var person = await Host.RegisterAsync();
        var account = await AccountAsync(person.Email);
        var token = await Host.LinkTokenAsync(person.Email);
        ShouldTell((await ToldAsync(client => client.PostAuthAsync("email/verify", new { token }))).ShouldHaveSingleItem(), "email-verified", account, account);
        (await ToldAsync(client => client.PostAuthAsync("email/verify", new { token }))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sign_in_that_fails_is_told_with_its_account_where_there_is_one_and_without_an_address()
    {
        var (person, account) = await MemberAsync();
        var unverified = await Host.RegisterAsync();
        var stranger = People.NewEmail();

        ShouldTell(await FailedAsync(person.Email, WrongPassword), "sign-in-failed", account, actor: null, "wrong-password");
        ShouldTell(await FailedAsync(unverified.Email, People.Password), "sign-in-failed", await AccountAsync(unverified.Email), actor: null, "not-verified");
        var unknown = await FailedAsync(stranger, WrongPassword);
        ShouldTell(unknown, "sign-in-failed", account: null, actor: null, "unknown-address");
        unknown.ToJsonString().ShouldNotContain(stranger);
        ((bool)unknown["Unproven"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Signing_in_and_out_is_told()
    {
        var (person, account) = await MemberAsync();
        AuthAnswer login = null!;
        var signedIn = await ToldAsync(async client => login = await client.LoginAsync(person.Email, People.Password));
        ShouldTell(signedIn.ShouldHaveSingleItem(), "signed-in", account, account, "pwd");
        var signedOut = await ToldAsync(client => client.PostAuthAsync("logout", new { refreshToken = login.RefreshToken }));
        ShouldTell(signedOut.ShouldHaveSingleItem(), "signed-out", account, account);
        (await ToldAsync(client => client.PostAuthAsync("logout", new { refreshToken = login.RefreshToken }))).ShouldBeEmpty("it had ended already");
    }

    [Fact]
    public async Task Signing_another_device_out_is_told_with_which_and_everywhere_as_one()
    {
        var (person, account) = await MemberAsync();
        using var client = Host.CreateClient();
        client.DefaultRequestHeaders.Add("User-Agent", Phone);
        var here = await client.LoginAsync(person.Email, People.Password);
        var lost = new JsonWebToken((await client.LoginAsync(person.Email, People.Password)).AccessToken).GetClaim("sid").Value;

        var ended = await ToldAsync(async browser => await browser.DeleteAsync($"/api/v1/auth/sessions/{lost}"), here.AccessToken);
        ShouldTell(ended.ShouldHaveSingleItem(), "session-ended", account, account, "Safari on iPhone");
        var everywhere = await ToldAsync(browser => browser.PostAuthAsync("logout-all"), here.AccessToken);
        ShouldTell(everywhere.ShouldHaveSingleItem(), "signed-out-everywhere", account, account);
    }

    [Fact]
    public async Task An_old_refresh_token_that_comes_back_is_told_once_and_of_nobody()
    {
        var (person, account) = await MemberAsync();
        using var client = Host.CreateClient();
        var first = await client.LoginAsync(person.Email, People.Password);
        var second = await client.RefreshAsync(first.RefreshToken);
        await client.RefreshAsync(second.RefreshToken);

        var reused = (await ToldAsync(thief => thief.RefreshAsync(first.RefreshToken))).ShouldHaveSingleItem();
        ShouldTell(reused, "refresh-reused", account, actor: null);
        ((bool)reused["Unproven"]!).ShouldBeFalse("whoever did it had a token");
        (await ToldAsync(thief => thief.RefreshAsync(first.RefreshToken))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Changing_the_password_is_told_and_so_is_not_knowing_the_current_one()
    {
        var (person, account) = await MemberAsync();
        using var client = Host.CreateClient();
        var login = await client.LoginAsync(person.Email, People.Password);

        var refused = await ToldAsync(browser => ChangeAsync(browser, WrongPassword), login.AccessToken);
        ShouldTell(refused.ShouldHaveSingleItem(), "password-change-failed", account, account);
        var changed = await ToldAsync(browser => ChangeAsync(browser, People.Password), login.AccessToken);
        ShouldTell(changed.ShouldHaveSingleItem(), "password-changed", account, account);

        static Task<AuthAnswer> ChangeAsync(HttpClient browser, string currentPassword) =>
            browser.PostAuthAsync("password/change", new { currentPassword, newPassword = NewPassword });
    }

    [Fact]
    public async Task A_forgotten_password_is_told_when_its_link_is_asked_for_and_when_it_is_used()
    {
        var person = await Host.RegisterAsync();
        var account = await AccountAsync(person.Email);
        var asked = await ToldAsync(client => client.PostAuthAsync("password/forgot", new { email = person.Email }));
        ShouldTell(asked.ShouldHaveSingleItem(), "password-reset-requested", account, actor: null);
        ((bool)asked[0]["Unproven"]!).ShouldBeTrue();

        var token = await Host.LinkTokenAsync(person.Email);
        var reset = await ToldAsync(client => client.PostAuthAsync("password/reset", new { token, newPassword = NewPassword }));
        reset.Select(entry => (string)entry["Kind"]!).ShouldBe(["password-reset", "email-verified"], ignoreOrder: true);
        reset.ShouldAllBe(entry => (Guid)entry["AccountId"]! == account && (Guid)entry["ActorId"]! == account);

        var stranger = People.NewEmail();
        var unknown = await ToldAsync(client => client.PostAuthAsync("password/forgot", new { email = stranger }));
        ShouldTell(unknown.ShouldHaveSingleItem(), "password-reset-requested", account: null, actor: null, "unknown-address");
        unknown[0].ToJsonString().ShouldNotContain(stranger);
    }

    [Fact]
    public async Task The_first_administrator_is_told_by_whichever_way()
    {
        var bySettings = (await Host.AuditAsync(correlationId: null)).Where(entry => (string)entry["Kind"]! == "administrator-set-up").ShouldHaveSingleItem();
        ((Guid)bySettings["AccountId"]!, (Guid?)bySettings["ActorId"], (string)bySettings["Detail"]!)
            .ShouldBe((await AccountAsync(MonolithHost.AdminEmail), null, "by-settings"));
        bySettings["Origin"]!.AsObject().ShouldAllBe(field => field.Value == null, "it came over no network");

        await using var host = await MonolithHost.StartAsync(
            services, new Dictionary<string, string?> { ["MONOLITH_ADMIN_EMAIL"] = null, ["MONOLITH_ADMIN_PASSWORD"] = null });
        var token = host.Services.GetRequiredService<IdentityStartup>().Notice!.Split("#token=")[1];
        var body = new { token, email = "root@example.com", password = People.Password, displayName = "Root" };
        var byLink = await ToldAsync(client => client.PostAuthAsync("setup", body), host: host);
        byLink.Select(entry => ((string)entry["Kind"]!, (string)entry["Detail"]!)).ShouldBe(
            [("administrator-set-up", "by-link"), ("signed-in", "pwd")], ignoreOrder: true);
    }

    [Fact]
    public async Task No_entry_holds_anything_that_opens_something_or_that_somebody_entered()
    {
        await using var host = await MonolithHost.StartAsync(services);
        var person = await host.RegisterAsync(displayName: "Augusta Ada King");
        var verification = await host.LinkTokenAsync(person.Email);
        await host.VerifyAsync(person.Email);
        using var client = host.CreateClient();
        var stranger = People.NewEmail();
        AuthAnswer first = null!, second = null!, third = null!;
        await TrackAsync(host, async () =>
        {
            await client.LoginAsync(stranger, WrongPassword);
            await client.LoginAsync(person.Email, WrongPassword);
            first = await client.LoginAsync(person.Email, People.Password);
            second = await client.RefreshAsync(first.RefreshToken);
            third = await client.RefreshAsync(second.RefreshToken);
            await client.PostAuthAsync("password/change", new { currentPassword = WrongPassword, newPassword = NewPassword }, ("Authorization", $"Bearer {third.AccessToken}"));
            await client.RefreshAsync(first.RefreshToken);
            await client.PostAuthAsync("password/forgot", new { email = person.Email });
        });
        var reset = await host.LinkTokenAsync(person.Email);
        await TrackAsync(host, async () => (await client.PostAuthAsync("password/reset", new { token = reset, newPassword = NewPassword })).Status.ShouldBe(HttpStatusCode.NoContent));

        var entries = await host.AuditAsync(correlationId: null);
        string[] entered =
        [
            person.Email, stranger, person.DisplayName, People.Password, NewPassword, WrongPassword, MonolithHost.AdminEmail, MonolithHost.AdminPassword,
            verification, reset,
            .. new[] { first, second, third }.SelectMany(login => (string[])[login.AccessToken, login.RefreshToken]),
        ];
        entries.Select(entry => (string)entry["Kind"]!).Distinct().Order(StringComparer.Ordinal).ShouldBe(
            [
                "administrator-set-up", "email-verified", "password-change-failed", "password-reset", "password-reset-requested",
                "refresh-reused", "registered", "sign-in-failed", "signed-in",
            ]);
        foreach (var value in entered)
            entries.ShouldAllBe(entry => !entry.ToJsonString().Contains(value, StringComparison.OrdinalIgnoreCase));
    }

    private static void ShouldTell(JsonObject entry, string kind, Guid? account, Guid? actor, string? detail = null)
    {
        ((string)entry["Kind"]!, (Guid?)entry["AccountId"], (Guid?)entry["ActorId"], (string?)entry["Detail"]).ShouldBe((kind, account, actor, detail));
        var now = TimeProvider.System.GetUtcNow();
        ((DateTimeOffset)entry["At"]!).ShouldBeInRange(now.AddMinutes(-1), now);
        var origin = entry["Origin"]!;
        ((string?)origin["Ip"], (string?)origin["Device"], (string?)origin["Browser"], (string?)origin["UserAgent"]).ShouldBe(("127.0.0.1", "iPhone", "Safari", Phone));
    }

    private static Task<ITrackedSession> TrackAsync(MonolithHost host, Func<Task> act) =>
        host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(30)).ExecuteAndWaitAsync(async Task (_) => await act());

    /// <returns>What was recorded of what the client did, after everything that it caused.</returns>
    private async Task<IReadOnlyList<JsonObject>> ToldAsync(Func<HttpClient, Task> act, string? accessToken = null, MonolithHost? host = null)
    {
        host ??= Host;
        var correlationId = Traces.NewCorrelationId();
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        client.DefaultRequestHeaders.Add("User-Agent", Phone);
        if (accessToken is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);
        await TrackAsync(host, () => act(client));
        return await host.AuditAsync(correlationId);
    }

    private async Task<JsonObject> FailedAsync(string email, string password) => (await ToldAsync(async client =>
        (await client.LoginAsync(email, password)).Status.ShouldBe(HttpStatusCode.Unauthorized))).ShouldHaveSingleItem();

    private async Task<(Person Person, Guid Account)> MemberAsync()
    {
        var person = await Host.RegisterAsync();
        await Host.VerifyAsync(person.Email);
        return (person, await AccountAsync(person.Email));
    }

    private async Task<Guid> AccountAsync(string email)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var select = source.CreateCommand("select id from identity.mt_doc_account where data ->> 'Email' = $1");
        select.Parameters.Add(new() { Value = email });
        return (Guid)(await select.ExecuteScalarAsync())!;
    }
}
