using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity.Passkeys;
using Npgsql;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Requests that create and come again because their answer got lost (ADR 23).</summary>
public sealed class RepeatedRequestTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const string Header = "Idempotency-Key";

    private readonly string key = Guid.CreateVersion7().ToString();
    private readonly DateTimeOffset expiry = TimeProvider.System.GetUtcNow().AddDays(30);

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_token_that_is_asked_for_again_is_made_once_and_shown_again()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var first = await PostAsync(member, Body("nightly report"), key);
        var again = await PostAsync(member, Body("nightly report"), $"\"{key}\"");
        first.Status.ShouldBe(HttpStatusCode.Created);
        again.Status.ShouldBe(HttpStatusCode.Created);
        again.Json.ToJsonString().ShouldBe(first.Json.ToJsonString());
        (await member.ListTokensAsync()).ShouldHaveSingleItem();

        using var program = Host.Program((string)again.Json["token"]!);
        (await program.StatusAsync("/api/v1/auth/me")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Repeated_twenty_times_at_once_it_has_one_answer()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(member, Body("nightly report"), key)));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created);
        answers.Select(answer => answer.Json.ToJsonString()).Distinct().ShouldHaveSingleItem();
        (await member.ListTokensAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_key_of_another_request_is_refused()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        await PostAsync(member, Body("nightly report"), key);
        var other = await PostAsync(member, Body("weekly report"), key);
        (other.Status, other.Code).ShouldBe((HttpStatusCode.Conflict, "request.idempotency_key_reused"));
        (await member.ListTokensAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_refused_can_be_mended_under_the_same_key()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        (await PostAsync(member, Body(string.Empty), key)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(member, Body("nightly report"), key)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Somebody_else_s_key_is_as_good_as_a_new_one()
    {
        var (_, signedIn) = await Host.MemberAsync();
        var (_, otherSignedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var other = otherSignedIn;
        var mine = await PostAsync(member, Body("nightly report"), key);
        var theirs = await PostAsync(other, Body("nightly report"), key);
        theirs.Status.ShouldBe(HttpStatusCode.Created);
        ((string?)theirs.Json["token"]).ShouldNotBe((string?)mine.Json["token"]);
    }

    [Fact]
    public async Task A_passkey_whose_answer_got_lost_is_answered_again_although_its_challenge_is_used_up()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        using var authenticator = new SoftwareAuthenticator();
        var body = authenticator.Create(await member.PasskeyOptionsAsync("passkeys/options"));
        var first = await member.PostAuthAsync("passkeys", body, (Header, key));
        var again = await member.PostAuthAsync("passkeys", body, (Header, key));
        first.Status.ShouldBe(HttpStatusCode.Created);
        again.Status.ShouldBe(HttpStatusCode.Created);
        again.Json.ToJsonString().ShouldBe(first.Json.ToJsonString());
        (await member.PasskeysAsync()).ShouldHaveSingleItem();
        (await member.PostAuthAsync("passkeys", body)).Status.ShouldNotBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("tooshort")]
    [InlineData("sixteen with blanks")]
    [InlineData("\"only-one-quotation-mark")]
    public async Task A_key_that_others_could_guess_or_that_is_none_is_named(string bad)
    {
        using var admin = await Host.AdminAsync();
        var refused = await PostAsync(admin, Body("nightly report"), bad);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Fields().ShouldBe(["idempotencyKey"]);
    }

    [Fact]
    public async Task The_database_alone_does_not_tell_the_answer()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var secret = ((string)(await PostAsync(member, Body("nightly report"), key)).Json["token"]!)[4..];
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var select = source.CreateCommand("select data::text, encode(decode(data ->> 'Answer', 'base64'), 'escape') from requests.mt_doc_firstanswer");
        await using var rows = await select.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var kept = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            kept.AddRange([rows.GetString(0), rows.GetString(1)]);
        kept.ShouldNotBeEmpty();
        kept.ShouldAllBe(text => !text.Contains(key) && !text.Contains(secret) && !text.Contains("nightly report"));
    }

    private object Body(string name) => new { name, scopes = new[] { "profile.read" }, expiresAt = expiry };

    private static Task<AuthAnswer> PostAsync(HttpClient client, object body, string key) => client.PostAuthAsync("tokens", body, (Header, key));
}
