using System.Net;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Tests.Integration.Identity.Passkeys;
using Monolith.Tests.Integration.Monitoring;
using Monolith.Tests.Integration.Realtime;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

/// <summary>All that is held about a person, in one file.</summary>
public sealed class UserDataTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_file_has_what_each_module_holds_about_the_person()
    {
        using var admin = await Host.AdminAsync();
        var (person, client) = await Host.MemberAsync();
        using var signedIn = client;
        var id = await client.OwnIdAsync();
        using var authenticator = new SoftwareAuthenticator();
        await using var live = await LiveClient.ConnectAsync(Host, client);
        await Host.TrackedAsync(async () =>
        {
            await client.CreateTokenAsync("profile.read");
            (await client.AddPasskeyAsync(authenticator, "My phone")).Status.ShouldBe(HttpStatusCode.Created);
            (await admin.AskAsync(HttpMethod.Put, $"users/{id}", new { displayName = "Countess", phone = "+442079460958" }, "*")).Status.ShouldBe(HttpStatusCode.OK);
        });

        var file = (await client.AskAsync(HttpMethod.Get, $"users/{id}/data")).Json!.AsObject();

        file.Select(section => section.Key).ShouldBe(["identity", "monitoring", "realtime", "users"]);
        file.ShouldAllBe(section => section.Value!["incomplete"]!.AsArray().Count == 0);
        Record(file, "users", "profile").ToJsonString().ShouldBe((await admin.UserAsync(id)).Json!.ToJsonString());
        Records(file, "users", "history").ToJsonString().ShouldContain("Countess");
        ((string)Record(file, "identity", "account")["email"]!).ShouldBe(person.Email);
        ((string)Record(file, "identity", "account")["standing"]!).ShouldBe("good");
        ((bool)Record(file, "identity", "account")["credentials"]!["password"]!).ShouldBeTrue();
        ((string)Record(file, "identity", "sessions")["ip"]!).ShouldBe("127.0.0.1");
        ((string)Record(file, "identity", "apiTokens")["name"]!).ShouldBe("nightly report");
        ((string)Record(file, "identity", "passkeys")["name"]!).ShouldBe("My phone");
        Records(file, "identity", "providers").ShouldBeEmpty();
        Records(file, "monitoring", "events").Select(entry => (string)entry!["kind"]!).ShouldBe(
            ["registered", "email-verified", "signed-in", "token-created", "passkey-added"], ignoreOrder: true);
        Records(file, "monitoring", "actions").ShouldBeEmpty();
        ((Guid)Record(file, "realtime", "connections")["sessionId"]!).ShouldBe((Guid)Record(file, "identity", "sessions")["id"]!);
    }

    [Fact]
    public async Task It_is_a_file_that_nobody_on_the_way_keeps()
    {
        using var client = (await Host.MemberAsync()).Client;
        var id = await client.OwnIdAsync();
        using var answer = await client.GetAsync($"/api/v1/users/{id}/data");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe($"attachment; filename=\"personal-data-{id}.json\"");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task No_secret_is_in_it()
    {
        using var keyed = await Host.KeyedAsync();
        var client = keyed.Client;
        var guarded = await client.GuardAsync(keyed.Person);
        var made = await client.CreateTokenAsync("profile.read");
        var id = await client.OwnIdAsync();
        string[] secrets = [.. await StoredSecretsAsync(id), made.Text, LiveClient.TokenOf(client), guarded.App.Secret, .. guarded.RecoveryCodes];
        secrets.Length.ShouldBeGreaterThan(8);

        var file = (await client.AskAsync(HttpMethod.Get, $"users/{id}/data")).Json!.ToJsonString();

        secrets.ShouldAllBe(secret => !file.Contains(secret, StringComparison.OrdinalIgnoreCase));
        foreach (var word in new[] { "hash", "secret", "stamp", "sealed", "salt", "publicKey" })
            file.ShouldNotContain(word, Case.Insensitive);
    }

    [Fact]
    public async Task It_is_for_the_person_and_for_who_may_erase_them_and_the_trail_has_who_read_it()
    {
        using var admin = await Host.AdminAsync();
        var (_, id, client) = await Host.PersonAsync(admin, "member");
        using var own = client;
        using var clerk = await Host.WithRoleAsync(await admin.NewRoleAsync("users.read", "users.write", "audit.read"));
        using var head = await Host.WithRoleAsync(await admin.NewRoleAsync("users.delete"));
        using var program = Host.Program((await own.CreateTokenAsync("profile.read")).Text);
        using var anybody = Host.CreateClient();

        (await anybody.AskAsync(HttpMethod.Get, $"users/{id}/data")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await clerk.AskAsync(HttpMethod.Get, $"users/{id}/data")).Code.ShouldBe("users.data_of_another");
        (await clerk.AskAsync(HttpMethod.Get, $"users/{Guid.CreateVersion7()}/data")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await program.AskAsync(HttpMethod.Get, $"users/{id}/data")).Code.ShouldBe("identity.session_required");
        (await head.AskAsync(HttpMethod.Get, $"users/{Guid.CreateVersion7()}/data")).Code.ShouldBe("users.not_found");

        var correlationId = Traces.NewCorrelationId();
        foreach (var reader in new[] { own, head })
        {
            reader.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
            await Host.TrackedAsync(async () => (await reader.AskAsync(HttpMethod.Get, $"users/{id}/data")).Status.ShouldBe(HttpStatusCode.OK));
        }

        var entry = (await Host.AuditAsync(correlationId)).ShouldHaveSingleItem();
        ((string)entry["Kind"]!, (Guid)entry["AccountId"]!, (Guid)entry["ActorId"]!, (string?)entry["Origin"]!["Ip"])
            .ShouldBe(("personal-data-read", id, await head.OwnIdAsync(), "127.0.0.1"));

        var events = Records((await own.AskAsync(HttpMethod.Get, $"users/{id}/data")).Json!.AsObject(), "monitoring", "events");
        var read = events.Single(one => (string)one!["kind"]! == "personal-data-read")!;
        ((bool)read["byAnother"]!, (string?)read["ip"]).ShouldBe((true, null), "from where another did it is not about the person");
    }

    private static JsonArray Records(JsonObject file, string module, string kind) => file[module]!["records"]![kind]!.AsArray();

    private static JsonNode Record(JsonObject file, string module, string kind) => Records(file, module, kind).ShouldHaveSingleItem()!;

    /// <summary>What the database has of the account's credentials, sessions and tokens, as it has it.</summary>
    private async Task<IReadOnlyList<string>> StoredSecretsAsync(Guid id)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var select = source.CreateCommand(
            """
            select value from identity.mt_doc_account a,
                lateral (values (a.data ->> 'PasswordHash'), (a.data ->> 'SecurityStamp'), (a.data -> 'Authenticator' ->> 'SealedKey')) as secrets (value) where a.id = $1
            union all select jsonb_array_elements_text(data -> 'Authenticator' -> 'RecoveryCodes') from identity.mt_doc_account where id = $1
            union all select value from identity.mt_doc_session s,
                lateral (values (s.data ->> 'FamilyKey'), (s.data ->> 'CurrentHash')) as secrets (value) where s.account_id = $1
            union all select data ->> 'Hash' from identity.mt_doc_personalaccesstoken where account_id = $1
            union all select data ->> 'PublicKey' from identity.mt_doc_passkey where account_id = $1
            """);
        select.Parameters.Add(new() { Value = id });
        await using var rows = await select.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var secrets = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            secrets.Add(rows.GetString(0));
        return secrets;
    }
}
