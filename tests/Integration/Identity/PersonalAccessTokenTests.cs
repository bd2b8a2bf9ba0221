using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Monitoring;
using Npgsql;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

/// <summary>How tokens for programs are made, listed and taken back.</summary>
public sealed class PersonalAccessTokenTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_token_is_shown_once_and_listed_without_what_opens()
    {
        using var admin = await Host.AdminAsync();
        using var answer = await admin.PostTokenAsync(["users.read", "profile.read", "users.read"], name: "  nightly report ");
        var created = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        answer.Headers.Location!.ToString().ShouldBe($"{TokenCalls.Route}/{created["id"]}");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        created.Select(member => member.Key).ShouldBe(["id", "name", "scopes", "createdAt", "expiresAt", "token"], ignoreOrder: true);
        var text = (string)created["token"]!;
        text.ShouldMatch(@"\Amlp_[0-9A-Za-z]{49}\z");

        var listed = (await admin.ListTokensAsync()).Single(token => (Guid)token!["id"]! == (Guid)created["id"]!)!.AsObject();
        listed.Select(member => member.Key).ShouldBe(["id", "name", "scopes", "createdAt", "expiresAt", "lastUsedAt"], ignoreOrder: true);
        ((string?)listed["name"]).ShouldBe("nightly report");
        listed["scopes"]!.AsArray().Select(scope => (string)scope!).ShouldBe(["profile.read", "users.read"]);
        listed["lastUsedAt"].ShouldBeNull();
        listed.ToJsonString().ShouldNotContain(text[4..]);
        (await StoredAsync((Guid)created["id"]!)).ShouldNotContain(text[4..]);
    }

    [Theory]
    [InlineData("""{"name":"","scopes":["users.read"],"expiresAt":"2126-01-01T00:00:00Z"}""", "name", "expiresAt")]
    [InlineData("""{"name":"two\nlines","scopes":[],"expiresAt":"2020-01-01T00:00:00Z"}""", "name", "scopes", "expiresAt")]
    [InlineData("""{"name":"x","scopes":[null]}""", "scopes", "expiresAt")]
    [InlineData("{}", "name", "scopes", "expiresAt")]
    public async Task Whatever_breaks_a_rule_is_named(string body, params string[] fields)
    {
        using var admin = await Host.AdminAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await admin.PostAsync(TokenCalls.Route, content);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(fields, ignoreOrder: true);
    }

    [Fact]
    public async Task Names_have_100_characters_and_tokens_366_days_at_most()
    {
        using var admin = await Host.AdminAsync();
        using var longest = await admin.PostTokenAsync(["users.read"], new string('n', 100), TimeSpan.FromDays(366));
        longest.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var tooLong = await admin.PostTokenAsync(["users.read"], new string('n', 101), TimeSpan.FromDays(366) + TimeSpan.FromMinutes(1));
        var problem = (await tooLong.Content.ReadFromJsonAsync<JsonObject>())!;
        problem["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["name", "expiresAt"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("users.read")]
    [InlineData("everything.everywhere")]
    [InlineData("*")]
    public async Task Nobody_can_give_away_what_they_do_not_hold(string scope)
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var answer = await member.PostTokenAsync(["profile.read", scope]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        ((string?)problem["code"]).ShouldBe("identity.scope_not_held");
        problem["errors"]!["scopes"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldContain(scope);
        (await member.ListTokensAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_member_without_any_permission_can_let_a_program_read_the_own_profile()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var program = Host.Program((await member.CreateTokenAsync("profile.read")).Text);
        var me = (await program.GetFromJsonAsync<JsonObject>("/api/v1/auth/me"))!;
        ((string?)me["email"]).ShouldBe(person.Email);
        (await program.StatusAsync("/api/v1/users/me")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_tells_its_own_permissions_not_those_of_its_owner()
    {
        using var admin = await Host.AdminAsync();
        using var program = Host.Program((await admin.CreateTokenAsync("profile.read", "users.read")).Text);
        var me = (await program.GetFromJsonAsync<JsonObject>("/api/v1/auth/me"))!;
        me["permissions"]!.AsArray().Select(permission => (string)permission!).ShouldBe(["users.read"]);
    }

    [Fact]
    public async Task Somebody_else_s_token_is_no_token_of_mine()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var admin = await Host.AdminAsync();
        using var anonymous = Host.CreateClient();
        var token = await member.CreateTokenAsync("profile.read");
        (await admin.ListTokensAsync()).ShouldNotContain(listed => (Guid)listed!["id"]! == token.Id);
        foreach (var (stranger, id, expected) in new[]
        {
            (admin, token.Id, HttpStatusCode.NotFound),
            (member, Guid.CreateVersion7(), HttpStatusCode.NotFound),
            (anonymous, token.Id, HttpStatusCode.Unauthorized),
        })
        {
            using var answer = await stranger.DeleteAsync($"{TokenCalls.Route}/{id}");
            answer.StatusCode.ShouldBe(expected);
        }

        using var program = Host.Program(token.Text);
        (await program.StatusAsync("/api/v1/auth/me")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_account_has_fifty_tokens_at_most_and_room_again_when_one_is_revoked()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var first = await member.CreateTokenAsync("profile.read");
        for (var made = 1; made < 50; made++)
            await member.CreateTokenAsync("profile.read");
        using var refused = await member.PostTokenAsync(["profile.read"]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        ((string?)(await refused.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("identity.too_many_tokens");

        await member.RevokeTokenAsync(first);
        await member.CreateTokenAsync("profile.read");
    }

    [Fact]
    public async Task The_list_says_when_a_token_was_used_without_writing_at_every_use()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var token = await member.CreateTokenAsync("profile.read");
        using var program = Host.Program(token.Text);
        var before = TimeProvider.System.GetUtcNow();
        (await program.StatusAsync("/api/v1/auth/me")).ShouldBe(HttpStatusCode.OK);
        var used = await member.UntilUsedAsync(token);
        used.ShouldBeInRange(before.AddSeconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));

        // Long enough for the token to be looked up again.
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(1200));
        while (!patience.IsCancellationRequested)
            (await program.StatusAsync("/api/v1/auth/me")).ShouldBe(HttpStatusCode.OK);
        (await member.UntilUsedAsync(token)).ShouldBe(used);
    }

    [Fact]
    public async Task The_audit_trail_has_who_made_and_revoked_it_and_nothing_that_opens()
    {
        var correlationId = Traces.NewCorrelationId();
        using var admin = await Host.AdminAsync();
        admin.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        NewToken token = null!;
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
        {
            token = await admin.CreateTokenAsync("users.read");
            await admin.RevokeTokenAsync(token);
            await admin.RevokeTokenAsync(token);
        });
        var entries = await Host.AuditAsync(correlationId);
        entries.Select(entry => (string?)entry["Kind"]).ShouldBe(["token-created", "token-revoked"]);
        foreach (var entry in entries)
        {
            ((string?)entry["Detail"]).ShouldBe(token.Id.ToString());
            ((string?)entry["ActorId"]).ShouldBe((string?)entry["AccountId"]);
            entry.ToJsonString().ShouldNotContain(token.Text[4..]);
        }
    }

    private async Task<string> StoredAsync(Guid id)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var stored = source.CreateCommand("select t::text from identity.mt_doc_personalaccesstoken t where id = $1");
        stored.Parameters.Add(new() { Value = id });
        return (string)(await stored.ExecuteScalarAsync())!;
    }
}
