using System.Buffers.Text;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Monolith.Identity.Domain;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Monitoring;
using Monolith.Tests.Integration.Realtime;
using Npgsql;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity.Passkeys;

public sealed class PasskeySignInTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_passkey_signs_in_without_an_address_being_typed_and_counts_as_both_factors()
    {
        using var keyed = await Host.KeyedAsync();
        using var client = Host.CreateClient();
        var options = await client.PasskeyOptionsAsync();
        options.Select(member => member.Key).ShouldBe(["challenge", "timeout", "rpId", "allowCredentials", "userVerification"]);
        options["allowCredentials"]!.AsArray().ShouldBeEmpty();
        ((string)options["userVerification"]!).ShouldBe("required");

        var signedIn = await client.SendPasskeyAsync(keyed.Authenticator.Get(options));
        signedIn.Status.ShouldBe(HttpStatusCode.OK);
        ((string)signedIn.Json["user"]!["email"]!).ShouldBe(keyed.Person.Email);
        new JsonWebToken(signedIn.AccessToken).Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value)
            .ShouldBe(["pop", "user", "mfa"]);
        (await client.RefreshAsync(signedIn.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_browser_gets_the_refresh_token_in_a_cookie()
    {
        using var keyed = await Host.KeyedAsync();
        using var client = Host.CreateClient();
        var assertion = keyed.Authenticator.Get(await client.PasskeyOptionsAsync());
        var signedIn = await client.PostAuthAsync("login/passkey", assertion);
        signedIn.Status.ShouldBe(HttpStatusCode.OK);
        signedIn.Json.ContainsKey("refreshToken").ShouldBeFalse();
        signedIn.Cookies.ShouldContain(cookie => cookie.StartsWith("monolith-refresh=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_a_password_asks_for_a_code_a_passkey_asks_for_none()
    {
        using var guarded = await Host.GuardedAsync();
        using var authenticator = new SoftwareAuthenticator();
        await guarded.Client.AddPasskeyAsync(authenticator);
        (await guarded.Client.SignInAsync(authenticator)).AccessToken.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Of_many_uses_of_one_assertion_at_the_same_time_one_signs_in()
    {
        using var keyed = await Host.KeyedAsync();
        using var client = Host.CreateClient();
        var assertion = keyed.Authenticator.Get(await client.PasskeyOptionsAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.SendPasskeyAsync(assertion.DeepClone().AsObject())));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Code == "identity.invalid_credentials").ShouldBe(answers.Length - 1);
        (await client.SendPasskeyAsync(assertion)).ShouldBeRefused();
    }

    [Fact]
    public async Task Uses_of_one_passkey_on_several_devices_at_the_same_time_all_sign_in()
    {
        using var keyed = await Host.KeyedAsync();
        using var client = Host.CreateClient();
        var assertions = new List<JsonObject>();
        while (assertions.Count < 3)
            assertions.Add(keyed.Authenticator.Get(await client.PasskeyOptionsAsync()));
        var answers = await Task.WhenAll(assertions.Select(client.SendPasskeyAsync));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(PasskeyTests.Lies), MemberType = typeof(PasskeyTests), DisableDiscoveryEnumeration = true)]
    public async Task A_passkey_that_proves_too_little_signs_nobody_in(string why, object lie)
    {
        using var keyed = await Host.KeyedAsync();
        var claim = (Claim)lie;
        var refused = await keyed.Client.SignInAsync(keyed.Authenticator, claim.Ceremony is null ? claim : claim with { Ceremony = "webauthn.create" });
        refused.Code.ShouldBe("identity.invalid_credentials", why);
        refused.ShouldBeRefused();
    }

    [Fact]
    public async Task A_signature_that_was_tampered_with_signs_nobody_in_and_uses_up_its_challenge()
    {
        using var keyed = await Host.KeyedAsync();
        using var client = Host.CreateClient();
        var good = keyed.Authenticator.Get(await client.PasskeyOptionsAsync());
        var tampered = good.DeepClone().AsObject();
        var signature = Base64Url.DecodeFromChars((string)good["response"]!["signature"]!);
        signature[^1] ^= 1;
        tampered["response"]!["signature"] = Base64Url.EncodeToString(signature);
        (await client.SendPasskeyAsync(tampered)).ShouldBeRefused();
        (await client.SendPasskeyAsync(good)).ShouldBeRefused();
    }

    [Fact]
    public async Task A_passkey_opens_no_account_but_its_own()
    {
        using var keyed = await Host.KeyedAsync();
        using var other = await Host.KeyedAsync();
        using var client = Host.CreateClient();
        keyed.Authenticator.UserHandle = other.Authenticator.UserHandle;
        (await client.SignInAsync(keyed.Authenticator)).ShouldBeRefused();
        keyed.Authenticator.UserHandle = null;
        (await client.SignInAsync(keyed.Authenticator)).ShouldBeRefused();
        using var unknown = new SoftwareAuthenticator { UserHandle = other.Authenticator.UserHandle };
        (await client.SignInAsync(unknown)).ShouldBeRefused();
        using var copy = new SoftwareAuthenticator
        {
            CredentialId = other.Authenticator.CredentialId,
            UserHandle = other.Authenticator.UserHandle,
        };
        (await client.SignInAsync(copy)).ShouldBeRefused();
    }

    [Fact]
    public async Task A_challenge_is_good_for_five_minutes_and_for_what_it_was_made_for()
    {
        using var keyed = await Host.KeyedAsync();
        using var client = Host.CreateClient();
        var (young, old) = (await client.PasskeyOptionsAsync(), await client.PasskeyOptionsAsync());
        await AgeAsync((string)young["challenge"]!, TimeSpan.FromMinutes(4));
        await AgeAsync((string)old["challenge"]!, TimeSpan.FromMinutes(5));
        (await client.SendPasskeyAsync(keyed.Authenticator.Get(young))).Status.ShouldBe(HttpStatusCode.OK);
        (await client.SendPasskeyAsync(keyed.Authenticator.Get(old))).ShouldBeRefused();
        var confirmation = await keyed.Client.PasskeyOptionsAsync("reauthenticate/passkey/options");
        (await client.SendPasskeyAsync(keyed.Authenticator.Get(confirmation))).ShouldBeRefused();
    }

    [Fact]
    public async Task A_counter_that_goes_back_is_refused_and_told()
    {
        using var keyed = await Host.KeyedAsync(counts: true);
        using var client = Host.CreateClient();
        var correlationId = Traces.NewCorrelationId();
        client.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        (await client.SignInAsync(keyed.Authenticator)).Status.ShouldBe(HttpStatusCode.OK);
        keyed.Authenticator.Counter--;
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await client.SignInAsync(keyed.Authenticator)).ShouldBeRefused());
        (await Host.AuditAsync(correlationId)).Select(entry => (string)entry["Kind"]!)
            .ShouldBe(["signed-in", "sign-in-failed", "passkey-counter-went-back"], ignoreOrder: true);
        (await client.SignInAsync(keyed.Authenticator)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Before_the_address_is_verified_a_passkey_signs_nobody_in()
    {
        using var keyed = await Host.KeyedAsync();
        await Host.ChangeAccountAsync(keyed.Client, "EmailVerifiedAt", "null");
        using var client = Host.CreateClient();
        (await client.SignInAsync(keyed.Authenticator)).ShouldBeRefused();
    }

    [Fact]
    public async Task A_lock_for_wrong_guesses_keeps_no_passkey_out()
    {
        using var keyed = await Host.KeyedAsync();
        await Host.ChangeAccountAsync(keyed.Client, "LockedUntil", "\"2126-01-01T00:00:00+00:00\"");
        using var client = Host.CreateClient();
        (await client.LoginAsync(keyed.Person.Email, People.Password)).ShouldBeRefused();
        (await client.SignInAsync(keyed.Authenticator)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_has_not_the_form_of_an_assertion_is_refused_with_the_field_that_is_to_blame()
    {
        using var client = Host.CreateClient();
        (await client.PostAuthAsync("login/passkey", new { })).Fields().ShouldBe(
            ["id", "type", "response.clientDataJSON", "response.authenticatorData", "response.signature"], ignoreOrder: true);
        (await client.PostAuthAsync("login/passkey", new { id = 7 })).Fields().ShouldBe(["id"]);
        var body = new
        {
            id = "AAAA",
            type = "public-key",
            response = new { clientDataJSON = "e30", authenticatorData = "AA==", signature = new string('A', 5_000), userHandle = new string('A', 90) },
        };
        (await client.PostAuthAsync("login/passkey", body)).Fields().ShouldBe(
            ["response.clientDataJSON", "response.authenticatorData", "response.signature", "response.userHandle"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_own_passkey_confirms_who_is_signed_in()
    {
        using var keyed = await Host.KeyedAsync();
        using var other = await Host.KeyedAsync();
        var options = await keyed.Client.PasskeyOptionsAsync("reauthenticate/passkey/options");
        options["allowCredentials"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(keyed.Authenticator.Id);
        var before = new JsonWebToken(LiveClient.TokenOf(keyed.Client)).GetPayloadValue<long>("auth_time");

        (await Confirm(other.Authenticator.Get(options))).Code.ShouldBe("identity.wrong_passkey");
        var signIn = await keyed.Client.PasskeyOptionsAsync();
        (await Confirm(keyed.Authenticator.Get(signIn))).Code.ShouldBe("identity.wrong_passkey");
        var theirs = await other.Client.PasskeyOptionsAsync("reauthenticate/passkey/options");
        (await Confirm(other.Authenticator.Get(theirs))).Code.ShouldBe("identity.wrong_passkey");

        var assertion = keyed.Authenticator.Get(await keyed.Client.PasskeyOptionsAsync("reauthenticate/passkey/options"));
        var shown = await Confirm(assertion);
        shown.Status.ShouldBe(HttpStatusCode.OK);
        new JsonWebToken(shown.AccessToken).GetPayloadValue<long>("auth_time").ShouldBeGreaterThanOrEqualTo(before);
        new JsonWebToken(shown.AccessToken).Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value).ShouldBe(["pwd", "pop", "mfa"]);
        // The token before it has ended with that.
        keyed.Client.DefaultRequestHeaders.Authorization = new("Bearer", shown.AccessToken);
        (await Confirm(assertion)).Code.ShouldBe("identity.wrong_passkey");
        (await Confirm(new JsonObject())).Fields().ShouldContain("passkey.response.signature");

        Task<AuthAnswer> Confirm(JsonObject passkey) => keyed.Client.PostAuthAsync("reauthenticate", new { passkey });
    }

    /// <summary>Lets the time of a challenge pass.</summary>
    private async Task AgeAsync(string challenge, TimeSpan age)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var change = source.CreateCommand(
            "update identity.mt_doc_onetimeticket set data = jsonb_set(data, '{ExpiresAt}', to_jsonb((data ->> 'ExpiresAt')::timestamptz - $1)) "
            + "where id = $2");
        change.Parameters.Add(new() { Value = age });
        change.Parameters.Add(new() { Value = OneTimeTicket.IdOf(challenge) });
        (await change.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
