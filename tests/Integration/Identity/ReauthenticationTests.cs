using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

public sealed class ReauthenticationTests(ReauthenticationTests.Impatient fixture) : IClassFixture<ReauthenticationTests.Impatient>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Credentials_are_changed_only_by_whoever_has_shown_one_lately()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        await UntilStaleAsync(client);

        using var refused = await client.PostAsync(new Uri("/api/v1/auth/mfa/totp", UriKind.Relative), content: null);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"insufficient_user_authentication\", max_age=3");

        (await client.PostAuthAsync("reauthenticate", new { })).Code.ShouldBe("identity.password_needed");
        (await client.PostAuthAsync("reauthenticate", new { password = "wrong" })).Code.ShouldBe("identity.wrong_password");
        var shown = await client.PostAuthAsync("reauthenticate", new { password = People.Password });
        shown.Status.ShouldBe(HttpStatusCode.OK);
        client.Use(shown.AccessToken);
        (await client.PostAuthAsync("mfa/totp")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_an_authenticator_app_the_password_is_not_enough()
    {
        using var guarded = await Host.GuardedAsync();
        var client = guarded.Client;
        await UntilStaleAsync(client);
        ShouldAskFor(await client.PostAuthAsync("reauthenticate", new { }), "identity.password_needed", "password");
        ShouldAskFor(await client.PostAuthAsync("reauthenticate", new { code = guarded.App.Code() }), "identity.password_needed", "password");
        ShouldAskFor(await client.PostAuthAsync("reauthenticate", new { password = People.Password }), "identity.code_needed", "code");
        (await client.PostAuthAsync("mfa/recovery-codes")).Code.ShouldBe("identity.reauthentication_needed");

        var shown = await client.PostAuthAsync("reauthenticate", new { password = People.Password, code = guarded.App.Code() });
        shown.Status.ShouldBe(HttpStatusCode.OK);
        Methods(shown).ShouldBe(["pwd", "otp", "mfa"]);
        client.Use(shown.AccessToken);
        (await client.DeleteAuthAsync("mfa/totp")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Nobody_hears_which_of_password_and_code_was_wrong_and_a_wrong_password_uses_no_code_up()
    {
        using var guarded = await Host.GuardedAsync();
        var code = guarded.App.Code();
        AuthAnswer[] refused =
        [
            await ShowAsync(guarded, "wrong", code),
            await ShowAsync(guarded, "wrong", guarded.RecoveryCodes[0], "recoveryCode"),
            await ShowAsync(guarded, People.Password, "000000"),
            await ShowAsync(guarded, People.Password, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", "recoveryCode"),
            await ShowAsync(guarded, "wrong", "000000"),
        ];
        refused.Select(answer => (answer.Status, answer.Code, Detail: (string)answer.Json["detail"]!, Errors: answer.Json["errors"]?.ToJsonString()))
            .Distinct().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                answer => answer.Status.ShouldBe(HttpStatusCode.BadRequest),
                answer => answer.Code.ShouldBe("identity.wrong_proof"),
                answer => answer.Errors.ShouldBeNull());

        (await ShowAsync(guarded, People.Password, code)).Status.ShouldBe(HttpStatusCode.OK);
        (await ShowAsync(guarded, People.Password, code)).Code.ShouldBe("identity.wrong_proof");
        (await ShowAsync(guarded, People.Password, guarded.RecoveryCodes[0], "recoveryCode")).Status.ShouldBe(HttpStatusCode.OK);
        (await ShowAsync(guarded, People.Password, guarded.RecoveryCodes[0], "recoveryCode")).Code.ShouldBe("identity.wrong_proof");
        ((int)(await guarded.Client.CredentialsAsync())["recoveryCodesLeft"]!).ShouldBe(9);
        ShouldAskFor(await ShowAsync(guarded, People.Password, "123456", "sms"), "request.invalid", "method");
    }

    [Fact]
    public async Task Sessions_are_ended_only_by_whoever_has_shown_a_credential_lately()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var other = await client.LoginAsync(person.Email, People.Password);
        var id = new JsonWebToken(other.AccessToken).GetClaim("sid").Value;
        await UntilStaleAsync(client);

        using var refused = await client.DeleteAsync($"/api/v1/auth/sessions/{id}");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"insufficient_user_authentication\", max_age=3");
        (await client.PostAuthAsync("logout-all")).Code.ShouldBe("identity.reauthentication_needed");
        using var list = await client.GetAsync("/api/v1/auth/sessions");
        list.StatusCode.ShouldBe(HttpStatusCode.OK);
        other = await client.RefreshAsync(other.RefreshToken);
        other.Status.ShouldBe(HttpStatusCode.OK);

        await UntilShownAsync(client, () => client.DeleteAuthAsync($"sessions/{id}"), HttpStatusCode.NoContent);
        (await client.RefreshAsync(other.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        var third = await client.LoginAsync(person.Email, People.Password);
        await UntilShownAsync(client, async () => (await client.PostAuthAsync("logout-all")).Status, HttpStatusCode.NoContent);
        (await client.RefreshAsync(third.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
    }

    [Fact]
    public async Task Signing_out_here_asks_for_nothing()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        await UntilStaleAsync(client);
        (await client.PostAuthAsync("logout")).Status.ShouldBe(HttpStatusCode.NoContent);
        await client.UntilRefusedAsync(client.DefaultRequestHeaders.Authorization!.Parameter!);
    }

    [Fact]
    public async Task A_refresh_is_no_proof()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var login = await client.LoginAsync(person.Email, People.Password);
        client.Use(login.AccessToken);
        await UntilStaleAsync(client);
        client.Use((await client.RefreshAsync(login.RefreshToken)).AccessToken);
        (await client.PostAuthAsync("mfa/totp")).Code.ShouldBe("identity.reauthentication_needed");
    }

    [Fact]
    public async Task A_token_for_a_program_is_made_only_by_whoever_has_shown_a_credential_lately()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        await UntilStaleAsync(client);
        using var refused = await client.PostTokenAsync(["profile.read"]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await UntilShownAsync(
            client,
            async () =>
            {
                using var answer = await client.PostTokenAsync(["profile.read"]);
                return answer.StatusCode;
            },
            HttpStatusCode.Created);
    }

    /// <summary>Shows the password, and acts while that counts.</summary>
    private static async Task UntilShownAsync(HttpClient client, Func<Task<HttpStatusCode>> act, HttpStatusCode expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        HttpStatusCode status;
        do
        {
            // The three seconds may be over before the request arrives.
            client.Use((await client.PostAuthAsync("reauthenticate", new { password = People.Password })).AccessToken);
            status = await act();
        }
        while (status != expected && !patience.IsCancellationRequested);
        status.ShouldBe(expected);
    }

    private static async Task<AuthAnswer> ShowAsync(Guarded guarded, string password, string code, string? method = null)
    {
        var answer = await guarded.Client.PostAuthAsync("reauthenticate", new { password, code, method });
        if (answer.Status == HttpStatusCode.OK)
            guarded.Client.Use(answer.AccessToken);
        return answer;
    }

    private static void ShouldAskFor(AuthAnswer answer, string code, string field)
    {
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Code.ShouldBe(code);
        answer.Json["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    private static IEnumerable<string> Methods(AuthAnswer answer) =>
        new JsonWebToken(answer.AccessToken).Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value);

    private static async Task UntilStaleAsync(HttpClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await client.PostAuthAsync("mfa/recovery-codes")).Code != "identity.reauthentication_needed")
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
    }

    /// <summary>A host that asks again after three seconds.</summary>
    public sealed class Impatient(Services services) : IAsyncLifetime
    {
        public MonolithHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Host = await MonolithHost.StartAsync(services, new Dictionary<string, string?> { ["Identity:Sessions:ReauthenticateAfter"] = "00:00:03" });

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
