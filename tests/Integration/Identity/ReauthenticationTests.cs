using System.Net;
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
        await UntilStaleAsync(guarded.Client);
        (await guarded.Client.PostAuthAsync("reauthenticate", new { password = People.Password })).Code.ShouldBe("identity.code_needed");
        (await guarded.Client.PostAuthAsync("reauthenticate", new { code = "000000" })).Code.ShouldBe("identity.wrong_code");
        var shown = await guarded.Client.PostAuthAsync("reauthenticate", new { code = guarded.App.Code() });
        guarded.Client.Use(shown.AccessToken);
        (await guarded.Client.DeleteAuthAsync("mfa/totp")).ShouldBe(HttpStatusCode.NoContent);
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

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        HttpStatusCode status;
        do
        {
            // The three seconds may be over before the request arrives.
            client.Use((await client.PostAuthAsync("reauthenticate", new { password = People.Password })).AccessToken);
            using var answer = await client.PostTokenAsync(["profile.read"]);
            status = answer.StatusCode;
        }
        while (status != HttpStatusCode.Created && !patience.IsCancellationRequested);
        status.ShouldBe(HttpStatusCode.Created);
    }

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
