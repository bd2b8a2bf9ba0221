using System.Net;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Users;

/// <summary>Whoever has left an import finds it again.</summary>
public sealed class ImportListTests(OneHost fixture) : IClassFixture<OneHost>
{
    private readonly string mark = $"m{Guid.CreateVersion7():N}";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Imports_are_listed_newest_first_page_by_page()
    {
        using var admin = await Host.AdminAsync();
        foreach (var name in new[] { "first", "second", "third" })
            await ImportAsync(admin, name);
        var page = await ListAsync(admin, "?pageSize=2");
        Names(page).ShouldBe([FileName("third"), FileName("second")]);

        // Whoever begins one meanwhile moves nothing.
        await ImportAsync(admin, "fourth");
        page = await ListAsync(admin, $"?pageSize=2&after={page["next"]}");
        Names(page)[0].ShouldBe(FileName("first"));

        List<string?> all = [];
        for (string? next = string.Empty; next is not null; next = (string?)page["next"])
        {
            page = await ListAsync(admin, $"?pageSize=1&after={next}");
            all.AddRange(Names(page));
        }

        all.Where(name => name?.StartsWith(mark, StringComparison.Ordinal) == true)
            .ShouldBe([FileName("fourth"), FileName("third"), FileName("second"), FileName("first")]);
    }

    [Fact]
    public async Task The_list_says_of_an_import_what_it_says_itself()
    {
        using var admin = await Host.AdminAsync();
        var import = await ImportAsync(admin, "people", $"email,name\n{Address("ada")},Ada\nnobody,Nobody\n");
        import.Counts().ShouldBe("reviewed: 1 created, 0 updated, 0 unchanged, 1 failed of 2");
        (await ListedAsync(admin, import)).ToJsonString().ShouldBe(import.ToJsonString());
        import = await Host.GoOnAsync(admin, import, "apply");
        import.Counts().ShouldBe("completed: 1 created, 0 updated, 0 unchanged, 1 failed of 2");
        (await ListedAsync(admin, import)).ToJsonString().ShouldBe(import.ToJsonString());
        ((Guid)import["actorId"]!).ShouldBe(await admin.OwnIdAsync());
    }

    [Theory]
    [InlineData("?pageSize=0", "pageSize")]
    [InlineData("?pageSize=101", "pageSize")]
    [InlineData("?after=yesterday", "after")]
    public async Task A_page_that_there_cannot_be_is_refused(string query, string field)
    {
        using var admin = await Host.AdminAsync();
        var (status, json, _) = await admin.AskAsync(HttpMethod.Get, $"users/imports{query}");
        (status, json!["errors"]!.AsObject().Single().Key).ShouldBe((HttpStatusCode.BadRequest, field));
    }

    [Fact]
    public async Task Only_who_may_write_people_sees_the_list()
    {
        using var admin = await Host.AdminAsync();
        using var reader = (await Host.PersonAsync(admin, await admin.NewRoleAsync("users.read"))).Client;
        using var writer = (await Host.PersonAsync(admin, await admin.NewRoleAsync("users.write"))).Client;
        using var anybody = Host.CreateClient();
        (await anybody.AskAsync(HttpMethod.Get, "users/imports")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await reader.AskAsync(HttpMethod.Get, "users/imports")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await writer.AskAsync(HttpMethod.Get, "users/imports")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_erased_people_the_list_has_nothing_but_the_id_of_who_imported()
    {
        using var admin = await Host.AdminAsync();
        var (person, actor, client) = await Host.PersonAsync(admin, await admin.NewRoleAsync("users.write", "users.read"));
        using var importer = client;
        var (email, name) = (Address("gone"), $"Zoe{mark}");
        // One row makes the person, the other has an error about their address.
        var import = await ImportAsync(importer, "people", $"email,name\n{email},{name}\n{email.ToUpperInvariant()},{name}\n");
        await Host.GoOnAsync(admin, import, "apply");
        await Host.EraseAsync(admin, (Guid)(await admin.PersonAsync(email))!["id"]!);
        await Host.EraseAsync(admin, actor);

        var listed = await ListedAsync(admin, import);
        listed.Counts().ShouldBe("completed: 1 created, 0 updated, 0 unchanged, 1 failed of 2");
        ((Guid)listed["actorId"]!).ShouldBe(actor);
        foreach (var known in new[] { email, name, person.Email, person.DisplayName })
            listed.ToJsonString().ShouldNotContain(known, Case.Insensitive);
        (await admin.UserAsync(actor)).Code.ShouldBe("users.not_found");
    }

    /// <summary>Finds out what a file would change.</summary>
    private Task<JsonNode> ImportAsync(HttpClient client, string name, string? file = null) =>
        Host.ImportAsync(client, file ?? $"email,name\n{Address(name)},Ada\n", $"?dryRun=true&fileName={FileName(name)}");

    private static async Task<JsonNode> ListAsync(HttpClient client, string query)
    {
        var (status, json, _) = await client.AskAsync(HttpMethod.Get, $"users/imports{query}");
        status.ShouldBe(HttpStatusCode.OK);
        return json!;
    }

    private static async Task<JsonNode> ListedAsync(HttpClient client, JsonNode import) =>
        (await ListAsync(client, "?pageSize=100"))["items"]!.AsArray().Single(listed => (Guid)listed!["id"]! == (Guid)import["id"]!)!;

    private static string?[] Names(JsonNode page) => [.. page["items"]!.AsArray().Select(import => (string?)import!["fileName"])];

    private string FileName(string name) => $"{mark}-{name}.csv";

    private string Address(string name) => $"{name}.{mark}@people.test";
}
