using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

/// <summary>Pictures of people: what is taken, what is served, and what is gone.</summary>
public sealed class AvatarTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const string Place = "48.858370, 2.294481";

    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_person_shows_a_picture_that_everybody_who_knows_its_name_sees_and_nobody_runs()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var shown = await PutAsync(member, "me", Pixel);
        shown.Status.ShouldBe(HttpStatusCode.OK);
        var url = (string)shown.Json!["avatarUrl"]!;
        url.ShouldMatch("^/api/v1/avatars/[0-9a-f]{32}$");
        (await member.AskAsync(HttpMethod.Get, "users/me")).Tag.ShouldBe(shown.Tag);

        using var anybody = Host.CreateClient();
        using var answer = await anybody.GetAsync(url);
        (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "image/png"));
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Pixel);
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Content-Security-Policy").ShouldBe("default-src 'none'; sandbox");
        Header(answer, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        Header(answer, "Cache-Control").ShouldBe("max-age=31536000, private, immutable", "as the client writes it");
    }

    [Fact]
    public async Task A_picture_that_is_replaced_or_taken_away_is_gone()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var id = await member.OwnIdAsync();
        var first = Url(await PutAsync(member, "me", Pixel));
        var second = Url(await PutAsync(member, "me", Pixel));
        second.ShouldNotBe(first);
        (await StatusAsync(first)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(second)).ShouldBe(HttpStatusCode.OK);
        (await StoredAsync(id)).ShouldBe(1);

        var removed = await member.AskAsync(HttpMethod.Delete, "users/me/avatar", tag: "*");
        (removed.Status, removed.Json!["avatarUrl"]).ShouldBe((HttpStatusCode.OK, null));
        (await StatusAsync(second)).ShouldBe(HttpStatusCode.NotFound);
        (await StoredAsync(id)).ShouldBe(0);
        (await member.AskAsync(HttpMethod.Delete, "users/me/avatar", tag: "*")).Tag.ShouldBe(removed.Tag, "nothing changed");
    }

    [Fact]
    public async Task Where_a_picture_was_taken_is_not_served()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        byte[] beside = [0, 0, 0, (byte)Place.Length, .. "tEXt"u8, .. System.Text.Encoding.ASCII.GetBytes(Place), 0, 0, 0, 0];
        // Behind the signature and the header.
        byte[] file = [.. Pixel[..33], .. beside, .. Pixel[33..], .. "<script>alert(1)</script>"u8];
        using var anybody = Host.CreateClient();
        (await anybody.GetByteArrayAsync(Url(await PutAsync(member, "me", file)))).ShouldBe(Pixel);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<html><script>alert(1)</script></html>")]
    [InlineData("")]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called(string text)
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var refused = await PutAsync(member, "me", System.Text.Encoding.ASCII.GetBytes(text));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Json!["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe("picture");
        (await PutAsync(member, "me", Pixel, "image/svg+xml")).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_file_of_more_than_a_mebibyte_is_refused()
    {
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        (await PutAsync(member, "me", [.. Pixel, .. new byte[1024 * 1024]])).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Others_change_it_with_the_permission_only_in_the_version_that_was_seen_and_the_history_tells()
    {
        using var admin = await Host.AdminAsync();
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var id = await member.OwnIdAsync();
        var seen = (await admin.UserAsync(id)).Tag!;

        (await PutAsync(admin, $"{id}", Pixel, tag: "")).Code.ShouldBe("request.precondition_required");
        (await PutAsync(admin, $"{id}", Pixel, tag: "\"999\"")).Code.ShouldBe("request.stale");
        (await PutAsync(admin, $"{id}", Pixel, tag: seen)).Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(member, $"{id}", Pixel)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await member.AskAsync(HttpMethod.Delete, $"users/{id}/avatar", tag: "*")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var change = (await admin.AskAsync(HttpMethod.Get, $"users/{id}/history")).Json!["items"]![0]!;
        ((Guid)change["actorId"]!, (string)change["changes"]![0]!["field"]!).ShouldBe((await admin.OwnIdAsync(), "avatarUrl"));
        (await admin.AskAsync(HttpMethod.Delete, $"users/{id}/avatar", tag: "*")).Status.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(admin, $"{Guid.CreateVersion7()}", Pixel)).Code.ShouldBe("users.not_found");
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));

    private static string Url(RoleAnswer answer) => (string)answer.Json!["avatarUrl"]!;

    [Fact]
    public async Task The_picture_of_somebody_who_is_erased_is_gone()
    {
        using var admin = await Host.AdminAsync();
        var (_, signedIn) = await Host.MemberAsync();
        using var member = signedIn;
        var (id, url) = (await member.OwnIdAsync(), Url(await PutAsync(member, "me", Pixel)));
        (await StatusAsync(url), await StoredAsync(id)).ShouldBe((HttpStatusCode.OK, 1L));
        await Host.EraseAsync(admin, id);
        (await StatusAsync(url), await StoredAsync(id)).ShouldBe((HttpStatusCode.NotFound, 0L));
    }

    private async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var anybody = Host.CreateClient();
        using var answer = await anybody.GetAsync(url);
        return answer.StatusCode;
    }

    private async Task<long> StoredAsync(Guid userId)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var count = source.CreateCommand("select count(*) from users.mt_doc_avatar where user_id = $1");
        count.Parameters.Add(new() { Value = userId });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task<RoleAnswer> PutAsync(HttpClient client, string whose, byte[] file, string type = "image/png", string tag = "*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/users/{whose}/avatar") { Content = new ByteArrayContent(file) };
        // As clients send what is long, so that a refusal reaches them before they have sent it.
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (tag.Length > 0)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer.Headers.ETag?.ToString());
    }
}
