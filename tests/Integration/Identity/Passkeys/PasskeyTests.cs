using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Monitoring;

namespace Monolith.Tests.Integration.Identity.Passkeys;

public sealed class PasskeyTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task The_options_are_for_this_installation_and_person_and_ask_for_a_discoverable_and_verified_passkey()
    {
        using var keyed = await Host.KeyedAsync();
        var options = await keyed.Client.PasskeyOptionsAsync("passkeys/options");
        ((string)options["rp"]!["id"]!).ShouldBe("localhost");
        ((string)options["user"]!["name"]!).ShouldBe(keyed.Person.Email);
        ((string)options["user"]!["displayName"]!).ShouldBe(keyed.Person.DisplayName);
        options["authenticatorSelection"]!.ToJsonString().ShouldBe("""{"residentKey":"required","requireResidentKey":true,"userVerification":"required"}""");
        ((string)options["attestation"]!).ShouldBe("none");
        options["pubKeyCredParams"]!.AsArray().Select(one => (int)one!["alg"]!).ShouldContain(-7);
        Base64Url.DecodeFromChars((string)options["challenge"]!).Length.ShouldBe(32);
        options["excludeCredentials"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(keyed.Authenticator.Id);
        (await keyed.Client.PasskeyOptionsAsync("passkeys/options"))["challenge"]!.ToString().ShouldNotBe((string)options["challenge"]!);
    }

    [Fact]
    public async Task A_passkey_is_listed_by_the_name_that_it_was_given_and_else_by_the_browser()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        client.DefaultRequestHeaders.Add("User-Agent", Phone);
        using var named = new SoftwareAuthenticator();
        using var unnamed = new SoftwareAuthenticator();
        var added = await client.AddPasskeyAsync(named, "  Blue key ");
        added.Status.ShouldBe(HttpStatusCode.Created);
        ((string)added.Json["name"]!).ShouldBe("Blue key");
        (await client.AddPasskeyAsync(unnamed)).Status.ShouldBe(HttpStatusCode.Created);

        var listed = await client.PasskeysAsync();
        listed.Select(passkey => (string)passkey!["name"]!).ShouldBe(["Safari on iPhone", "Blue key"]);
        listed[1]!.AsObject().Select(member => member.Key).ShouldBe(["id", "name", "createdAt", "lastUsedAt"]);
        listed[1]!["lastUsedAt"].ShouldBeNull();
        (await client.SignInAsync(named)).Status.ShouldBe(HttpStatusCode.OK);
        ((DateTimeOffset)(await client.PasskeysAsync())[1]!["lastUsedAt"]!).ShouldBeGreaterThan((DateTimeOffset)listed[1]!["createdAt"]!);
    }

    [Fact]
    public async Task Adding_and_removing_are_told_by_mail_and_in_the_audit_trail()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var correlationId = Traces.NewCorrelationId();
        client.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        using var authenticator = new SoftwareAuthenticator();
        await Host.TrackedAsync(() => client.AddPasskeyAsync(authenticator));
        (await Host.MailsAsync(person.Email))[0].ShouldBe("A passkey was added to your account");

        var id = (string)(await client.PasskeysAsync())[0]!["id"]!;
        await Host.TrackedAsync(async () => (await client.RemovePasskeyAsync(id)).Status.ShouldBe(HttpStatusCode.NoContent));
        (await Host.MailsAsync(person.Email))[0].ShouldBe("A passkey was removed from your account");
        var told = await Host.AuditAsync(correlationId);
        told.Select(entry => (string)entry["Kind"]!).ShouldBe(["passkey-added", "passkey-removed"]);
        told.ShouldAllBe(entry => (string)entry["Detail"]! == id);
    }

    [Fact]
    public async Task A_removed_passkey_signs_nobody_in_and_who_is_signed_in_stays_so()
    {
        using var keyed = await Host.KeyedAsync();
        var session = await keyed.Client.SignInAsync(keyed.Authenticator);
        var id = (string)(await keyed.Client.PasskeysAsync())[0]!["id"]!;
        (await keyed.Client.RemovePasskeyAsync(id)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await keyed.Client.SignInAsync(keyed.Authenticator)).ShouldBeRefused();
        (await keyed.Client.RefreshAsync(session.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await keyed.Client.RemovePasskeyAsync(id)).Code.ShouldBe("identity.passkey_not_found");
    }

    [Fact]
    public async Task Nobody_removes_the_passkey_of_somebody_else()
    {
        using var mine = await Host.KeyedAsync();
        using var theirs = await Host.KeyedAsync();
        var id = (string)(await theirs.Client.PasskeysAsync())[0]!["id"]!;
        var refused = await mine.Client.RemovePasskeyAsync(id);
        refused.Status.ShouldBe(HttpStatusCode.NotFound);
        (await theirs.Client.PasskeysAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_last_passkey_stays_where_nothing_else_signs_in()
    {
        using var keyed = await Host.KeyedAsync();
        using var second = new SoftwareAuthenticator();
        await keyed.Client.AddPasskeyAsync(second);
        await Host.ChangeAccountAsync(keyed.Client, "PasswordHash", "null");
        var ids = (await keyed.Client.PasskeysAsync()).Select(passkey => (string)passkey!["id"]!).ToArray();
        (await keyed.Client.RemovePasskeyAsync(ids[0])).Status.ShouldBe(HttpStatusCode.NoContent);
        var refused = await keyed.Client.RemovePasskeyAsync(ids[1]);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Code.ShouldBe("identity.last_sign_in_method");
    }

    [Fact]
    public async Task Two_who_remove_the_last_two_passkeys_at_the_same_time_leave_one()
    {
        using var keyed = await Host.KeyedAsync();
        using var second = new SoftwareAuthenticator();
        await keyed.Client.AddPasskeyAsync(second);
        await Host.ChangeAccountAsync(keyed.Client, "PasswordHash", "null");
        var ids = (await keyed.Client.PasskeysAsync()).Select(passkey => (string)passkey!["id"]!);
        await Task.WhenAll(ids.Select(id => keyed.Client.RemovePasskeyAsync(id)));
        (await keyed.Client.PasskeysAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_credential_is_registered_once_whoever_brings_it()
    {
        using var keyed = await Host.KeyedAsync();
        (await keyed.Client.AddPasskeyAsync(keyed.Authenticator)).Code.ShouldBe("identity.passkey_taken");
        var (_, other) = await Host.MemberAsync();
        using var client = other;
        using var copy = new SoftwareAuthenticator { CredentialId = keyed.Authenticator.CredentialId };
        var refused = await client.AddPasskeyAsync(copy);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Code.ShouldBe("identity.passkey_taken");
    }

    [Fact]
    public async Task Of_two_who_bring_one_credential_at_the_same_time_one_has_it()
    {
        var (_, mine) = await Host.MemberAsync();
        var (_, theirs) = await Host.MemberAsync();
        using var one = mine;
        using var other = theirs;
        using var authenticator = new SoftwareAuthenticator();
        var bodies = new List<(HttpClient Client, JsonObject Body)>();
        foreach (var client in new[] { one, other })
            bodies.Add((client, authenticator.Create(await client.PasskeyOptionsAsync("passkeys/options"))));
        var answers = await Task.WhenAll(bodies.Select(sent => sent.Client.PostAuthAsync("passkeys", sent.Body)));
        answers.Select(answer => answer.Status).ShouldBe([HttpStatusCode.Created, HttpStatusCode.Conflict], ignoreOrder: true);
    }

    [Fact]
    public async Task An_account_has_at_most_twenty_passkeys()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var last = await client.PasskeyOptionsAsync("passkeys/options");
        for (var count = 0; count < 20; count++)
        {
            using var authenticator = new SoftwareAuthenticator();
            (await client.AddPasskeyAsync(authenticator)).Status.ShouldBe(HttpStatusCode.Created);
        }

        (await client.PostAuthAsync("passkeys/options")).Code.ShouldBe("identity.too_many_passkeys");
        using var another = new SoftwareAuthenticator();
        var refused = await client.PostAuthAsync("passkeys", another.Create(last));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Code.ShouldBe("identity.too_many_passkeys");
    }

    [Fact]
    public async Task A_challenge_registers_one_passkey()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var options = await client.PasskeyOptionsAsync("passkeys/options");
        using var first = new SoftwareAuthenticator();
        using var second = new SoftwareAuthenticator();
        (await client.PostAuthAsync("passkeys", first.Create(options))).Status.ShouldBe(HttpStatusCode.Created);
        (await client.PostAuthAsync("passkeys", second.Create(options))).Code.ShouldBe("identity.passkey_refused");
    }

    [Fact]
    public async Task Nobody_registers_a_passkey_with_the_challenge_of_somebody_else_or_of_a_sign_in()
    {
        var (_, signedIn) = await Host.MemberAsync();
        var (_, stranger) = await Host.MemberAsync();
        using var client = signedIn;
        using var other = stranger;
        using var authenticator = new SoftwareAuthenticator();
        var theirs = authenticator.Create(await other.PasskeyOptionsAsync("passkeys/options"));
        (await client.PostAuthAsync("passkeys", theirs)).Code.ShouldBe("identity.passkey_refused");
        (await other.PostAuthAsync("passkeys", theirs)).Status.ShouldBe(HttpStatusCode.Created);

        using var second = new SoftwareAuthenticator();
        var claim = new Claim { Challenge = (string)(await client.PasskeyOptionsAsync())["challenge"]! };
        (await client.AddPasskeyAsync(second, claim: claim)).Code.ShouldBe("identity.passkey_refused");
    }

    public static TheoryData<string, object> Lies => new()
    {
        { "another origin", new Claim { Origin = "https://monolith.example" } },
        { "another relying party", new Claim { RelyingParty = "monolith.example" } },
        { "nobody verified", new Claim { IsVerified = false } },
        { "nobody present", new Claim { IsPresent = false } },
        { "another ceremony", new Claim { Ceremony = "webauthn.get" } },
        { "in a frame of another site", new Claim { IsCrossOrigin = true } },
        { "an invented challenge", new Claim { Challenge = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) } },
    };

    [Theory]
    [MemberData(nameof(Lies), DisableDiscoveryEnumeration = true)]
    public async Task A_passkey_that_proves_too_little_is_not_added(string why, object lie)
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        using var authenticator = new SoftwareAuthenticator();
        var refused = await client.AddPasskeyAsync(authenticator, claim: (Claim)lie);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest, why);
        refused.Code.ShouldBe("identity.passkey_refused", why);
        (await client.PasskeysAsync()).ShouldBeEmpty(why);
    }

    [Fact]
    public async Task What_has_not_the_form_of_a_passkey_is_refused_with_the_field_that_is_to_blame()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        using var authenticator = new SoftwareAuthenticator();
        var good = authenticator.Create(await client.PasskeyOptionsAsync("passkeys/options"));

        (await client.PostAuthAsync("passkeys", new { })).Fields()
            .ShouldBe(["id", "type", "response.clientDataJSON", "response.attestationObject"], ignoreOrder: true);
        (await client.PostAuthAsync("passkeys", With("id", "not base64url!"))).Fields().ShouldBe(["id"]);
        (await client.PostAuthAsync("passkeys", With("id", new string('A', 1500)))).Fields().ShouldBe(["id"]);
        (await client.PostAuthAsync("passkeys", With("type", "password"))).Fields().ShouldBe(["type"]);
        (await client.PostAuthAsync("passkeys", With("response", "text"))).Fields().ShouldBe(["response"]);
        (await client.PostAuthAsync("passkeys", With("name", ""))).Fields().ShouldBe(["name"]);
        (await client.PostAuthAsync("passkeys", With("name", new string('x', 61)))).Fields().ShouldBe(["name"]);
        (await client.PostAuthAsync("passkeys", InResponse("clientDataJSON", "bm8ganNvbg"))).Fields().ShouldBe(["response.clientDataJSON"]);
        (await client.PostAuthAsync("passkeys", InResponse("attestationObject", 7))).Fields().ShouldBe(["response.attestationObject"]);
        (await client.PostAuthAsync("passkeys", InResponse("attestationObject", new string('A', 40_000)))).Fields()
            .ShouldBe(["response.attestationObject"]);
        (await client.PostAuthAsync("passkeys", InResponse("transports", new JsonArray([.. Enumerable.Range(0, 11).Select(_ => (JsonNode)"usb")])))).Fields()
            .ShouldBe(["response.transports"]);
        (await client.PostAuthAsync("passkeys", InResponse("attestationObject", "o2NmbXQ"))).Code.ShouldBe("identity.passkey_refused");

        JsonObject With(string field, JsonNode? value)
        {
            var body = good.DeepClone().AsObject();
            body[field] = value;
            return body;
        }

        JsonObject InResponse(string field, JsonNode? value)
        {
            var body = good.DeepClone().AsObject();
            body["response"]![field] = value;
            return body;
        }
    }
}
