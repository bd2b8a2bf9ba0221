using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Users;

/// <summary>A file makes and changes people, and tells of each row what became of it.</summary>
public sealed class ImportTests(OneHost fixture) : IClassFixture<OneHost>
{
    private readonly string mark = $"m{Guid.CreateVersion7():N}";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Whoever_is_new_is_invited_without_a_mail_and_can_have_one_later()
    {
        using var admin = await Host.AdminAsync();
        var import = await Host.ImportAsync(
            admin, $"E-Mail,Name,Phone,Shoe size\n {Address("ADA")},Ada Lovelace,+44 20 7946 0958,38\n{Address("grace")},\"Hopper, Grace\",,\n", "?fileName=people.csv");
        import.Counts().ShouldBe("completed: 2 created, 0 updated, 0 unchanged, 0 failed of 2");
        ((string)import["fileName"]!, (string)import["format"]!, (int)import["done"]!).ShouldBe(("people.csv", "csv", 2));
        import["columns"]!.AsArray().Select(column => (string?)column!["field"]).ShouldBe(["email", "displayName", "phone", null]);

        var ada = (await admin.PersonAsync(Address("ada")))!;
        ((string)ada["status"]!, (string)ada["phone"]!, (string)ada["displayName"]!).ShouldBe(("invited", "+442079460958", "Ada Lovelace"));
        ada["roles"]!.AsArray().Select(role => (string)role!).ShouldBe(["member"]);
        (await Host.MailsAsync(Address("ada"))).ShouldBeEmpty();
        await Host.TrackedAsync(async () =>
            (await admin.AskAsync(HttpMethod.Post, $"users/{ada["id"]}/invitation")).Status.ShouldBe(HttpStatusCode.Accepted));
        (await Host.AcceptAsync(await Host.LinkTokenAsync(Address("ada")))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await admin.StatusOfAsync((Guid)ada["id"]!)).ShouldBe("active");
        var history = (await admin.AskAsync(HttpMethod.Get, $"users/{ada["id"]}/history")).Json!["items"]!.AsArray();
        ((Guid)history[^1]!["actorId"]!).ShouldBe(await admin.OwnIdAsync());
    }

    [Fact]
    public async Task Whoever_is_new_gets_a_mail_where_that_is_wanted()
    {
        using var admin = await Host.AdminAsync();
        await Host.ImportAsync(admin, $"email,name\n{Address("ada")},Ada", "?invite=true");
        (await Host.MailsAsync(Address("ada"))).ShouldBe(["You are invited"]);
    }

    [Fact]
    public async Task Who_is_known_becomes_as_the_file_says_and_stays_where_it_says_nothing()
    {
        using var admin = await Host.AdminAsync();
        await Host.ImportAsync(admin, $"email,name,phone,locale\n{Address("ada")},Ada,+442079460958,fr\n{Address("grace")},Grace,,\n");
        var import = await Host.ImportAsync(admin, $"locale;givenName;email;name\n;Augusta;{Address("ada").ToUpperInvariant()};\nen;;{Address("grace")};Admiral\n");

        import.Counts().ShouldBe("completed: 0 created, 2 updated, 0 unchanged, 0 failed of 2");
        (await admin.ChangesAsync(import)).ShouldBe(["2 update; givenName:  -> Augusta; locale: fr -> ", "3 update; displayName: Grace -> Admiral; locale:  -> en"]);
        var ada = (await admin.PersonAsync(Address("ada")))!;
        ((string)ada["displayName"]!, (string)ada["phone"]!, (string?)ada["locale"], (long)ada["version"]!).ShouldBe(("Ada", "+442079460958", null, 2));
        // Identity has heard of the other name: the mail begins with it.
        var grace = (await admin.PersonAsync(Address("grace")))!;
        await Host.TrackedAsync(async () => await admin.AskAsync(HttpMethod.Post, $"users/{grace["id"]}/invitation"));
        using var client = Host.CreateClient();
        (await client.GetStringAsync($"/dev/mail/messages?to={Uri.EscapeDataString(Address("grace"))}")).ShouldContain("Admiral");
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_tells_the_difference_and_can_be_applied_once()
    {
        using var admin = await Host.AdminAsync();
        await Host.ImportAsync(admin, $"email,name\n{Address("ada")},Ada\n{Address("same")},Same");
        var file = $"email,name\n{Address("ada")},Countess\n{Address("new")},New\n{Address("same")},Same\nnobody,Nobody\n";
        var import = await Host.ImportAsync(admin, file, "?dryRun=true");

        import.Counts().ShouldBe("reviewed: 1 created, 1 updated, 1 unchanged, 1 failed of 4");
        (await admin.ChangesAsync(import)).ShouldBe(
            ["2 update; displayName: Ada -> Countess", $"3 create; email:  -> {Address("new")}; displayName:  -> New", "4 none", "5 failed"]);
        (await admin.ChangesAsync(import, "?change=none")).ShouldBe(["4 none"]);
        (await admin.PersonAsync(Address("new"))).ShouldBeNull();
        (await admin.PersonAsync(Address("ada")))!["displayName"]!.ToString().ShouldBe("Ada");

        var applied = await Host.GoOnAsync(admin, import, "apply");
        applied.Counts().ShouldBe("completed: 1 created, 1 updated, 1 unchanged, 1 failed of 4");
        (await admin.PersonAsync(Address("new"))).ShouldNotBeNull();
        (await admin.AskAsync(HttpMethod.Post, $"users/imports/{import["id"]}/apply")).Code.ShouldBe("users.import_not_reviewed");
    }

    [Fact]
    public async Task Changes_are_read_page_by_page()
    {
        using var admin = await Host.AdminAsync();
        var import = await Host.ImportAsync(
            admin, $"email,name\n{string.Concat(Enumerable.Range(0, 1_200).Select(i => $"{Address($"p{i}")},P\n"))}", "?dryRun=true");
        List<int> rows = [];
        for (string? after = "0"; after is not null;)
        {
            var page = (await admin.AskAsync(HttpMethod.Get, $"users/imports/{import["id"]}/changes?change=create&pageSize=100&after={after}")).Json!;
            rows.AddRange(page["items"]!.AsArray().Select(row => (int)row!["row"]!));
            after = (string?)page["next"];
        }

        rows.ShouldBe(Enumerable.Range(2, 1_200));
    }

    [Fact]
    public async Task Each_broken_row_is_told_with_its_fields_and_all_of_them_are_a_file()
    {
        using var admin = await Host.AdminAsync();
        var deleted = await Host.InviteAsync(admin, Address("gone"));
        await Host.MakeAsync(admin, deleted, "delete");
        var import = await Host.ImportAsync(
            admin,
            $"email,name,phone,timeZone\n{Address("ada")},Ada,911,Mars\n,Nobody,,\n{Address("twice")},Once,,\n{Address("TWICE")},Twice,,\n{Address("short")}\n{Address("gone")},Gone,,\n{Address("nameless")},,,\n");
        import.Counts().ShouldBe("completed: 1 created, 0 updated, 0 unchanged, 6 failed of 7");
        var errors = import["errors"]!.AsArray().Select(error => $"{error!["row"]} {error["field"]}: {error["message"]}").ToArray();
        errors.ShouldBe(
        [
            "2 phone: Must be an international number: '+', the country's code and the rest, 7 to 15 digits in all (E.164).",
            "2 timeZone: Must be a time zone such as 'Europe/Paris' (IANA).",
            "3 email: Is missing.",
            "5 email: Is the address of row 4 too.",
            "6 row: Has 1 cells where the first row names 4 columns.",
            "7 email: This person is deleted; restore them first.",
            "8 displayName: Must have 1 to 100 characters on one line.",
        ]);

        using var answer = await admin.GetAsync($"/api/v1/users/imports/{import["id"]}/errors");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"import-{import["id"]}-errors.csv");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        (lines.Length, lines[0], lines[3]).ShouldBe((errors.Length + 2, "row,field,message", "3,email,Is missing."));
    }

    [Fact]
    public async Task Columns_are_mapped_and_another_encoding_is_found_out()
    {
        using var admin = await Host.AdminAsync();
        var file = Encoding.Latin1.GetBytes($"Adresse;Wer;Notiz\r\n{Address("zoe")};Zoë;x\r\n");
        await Host.TrackedAsync(async () => (await admin.SendFileAsync(file, "?mapping=Adresse:email,%232:displayName")).Status.ShouldBe(HttpStatusCode.Accepted));
        (await admin.PersonAsync(Address("zoe")))!["displayName"]!.ToString().ShouldBe("Zoë");
    }

    [Fact]
    public async Task A_line_may_be_an_object()
    {
        using var admin = await Host.AdminAsync();
        var import = await Host.ImportAsync(
            admin, $$"""{"email":"{{Address("ada")}}","firstName":"Ada","lastName":"Lovelace"}{{"\n"}}not json{{"\n"}}""", type: "application/x-ndjson");
        import.Counts().ShouldBe("completed: 1 created, 0 updated, 0 unchanged, 1 failed of 2");
        (await admin.PersonAsync(Address("ada")))!["displayName"]!.ToString().ShouldBe("Ada Lovelace");
    }

    [Theory]
    [InlineData("name\nAda", "", "file")]
    [InlineData("", "", "file")]
    [InlineData("email\n", "", "file")]
    [InlineData("email\n\"a@b.test", "", "file")]
    [InlineData("PK\u0003\u0004\0", "", "file")]
    [InlineData("email\na@b.test", "?mapping=email:shoeSize", "mapping")]
    [InlineData("email\na@b.test", "?dryRun=perhaps", "dryRun")]
    [InlineData("email\na@b.test", "?fileName=a%0Ab", "fileName")]
    public async Task A_file_that_is_none_is_refused_and_nothing_is_left_of_it(string file, string query, string field)
    {
        using var admin = await Host.AdminAsync();
        var (status, json, _) = await admin.SendFileAsync(Encoding.UTF8.GetBytes(file), query);
        (status, json["errors"]!.AsObject().Single().Key).ShouldBe((HttpStatusCode.BadRequest, field));
    }

    [Fact]
    public async Task Other_types_are_415_and_more_than_50_MiB_are_413()
    {
        using var admin = await Host.AdminAsync();
        foreach (var type in new[] { "application/pdf", "application/json" })
            (await admin.SendFileAsync("email\na@b.test"u8.ToArray(), type: type)).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        var row = Encoding.UTF8.GetBytes($"{new string('x', 9_998)},\n");
        var file = Enumerable.Repeat(row, (51 * 1024 * 1024) / row.Length).Prepend("email,name\n"u8.ToArray()).SelectMany(bytes => bytes).ToArray();
        var (status, json, _) = await admin.SendFileAsync(file, "?dryRun=true");
        (status, (string)json["code"]!).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "request.too_large"));
    }

    [Fact]
    public async Task Only_who_may_write_people_imports_them_or_sees_imports()
    {
        using var admin = await Host.AdminAsync();
        var import = await Host.ImportAsync(admin, $"email,name\n{Address("ada")},Ada", "?dryRun=true");
        using var reader = (await Host.PersonAsync(admin, await admin.NewRoleAsync("users.read"))).Client;
        (await reader.SendFileAsync("email\na@b.test"u8.ToArray())).Status.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var (method, path) in new[] { ("GET", ""), ("GET", "/changes"), ("GET", "/errors"), ("POST", "/apply"), ("POST", "/undo") })
            (await reader.AskAsync(HttpMethod.Parse(method), $"users/imports/{import["id"]}{path}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.AskAsync(HttpMethod.Get, $"users/imports/{Guid.CreateVersion7()}")).Code.ShouldBe("users.import_not_found");
        var newest = (await admin.AskAsync(HttpMethod.Get, "users/imports?pageSize=1")).Json!;
        ((string)newest["items"]![0]!["id"]!, newest["next"] is not null).ShouldBe(((string)import["id"]!, true));
    }

    [Fact]
    public async Task Sent_again_under_its_key_it_is_one_import()
    {
        using var admin = await Host.AdminAsync();
        var (key, file) = (Guid.CreateVersion7().ToString(), Encoding.UTF8.GetBytes($"email,name\n{Address("ada")},Ada"));
        var first = await admin.SendFileAsync(file, key: key);
        var second = await admin.SendFileAsync(file, key: key);
        (second.Status, second.Location, (Guid)second.Json["id"]!).ShouldBe((HttpStatusCode.Accepted, first.Location, (Guid)first.Json["id"]!));
        first.Location.ShouldBe($"/api/v1/users/imports/{first.Json["id"]}");
        var other = await admin.SendFileAsync([.. file, .. "\n"u8], key: key);
        (other.Status, (string)other.Json["code"]!).ShouldBe((HttpStatusCode.Conflict, "request.idempotency_key_reused"));
    }

    [Fact]
    public async Task The_beginning_of_a_file_can_be_looked_at_and_nothing_is_kept()
    {
        using var admin = await Host.AdminAsync();
        using var content = new StringContent("Mail\tWho\n'=a@b.test\tAda\nb@c.test\t\"cut o", Encoding.UTF8, "text/csv");
        using var answer = await admin.PostAsync("/api/v1/users/imports/preview?mapping=Who:displayName", content);
        var preview = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        ((string)preview["delimiter"]!, (string)preview["encoding"]!).ShouldBe(("\t", "utf-8"));
        preview["columns"]!.AsArray().Select(column => $"{column!["number"]} {column["name"]} {column["field"]}").ShouldBe(["1 Mail email", "2 Who displayName"]);
        preview["rows"]!.ToJsonString().ShouldBe("""[["\u0027=a@b.test","Ada"]]""");
        preview["fields"]!.AsArray().Count.ShouldBe(8);
    }

    private string Address(string name) => $"{name}.{mark}@people.test";
}
