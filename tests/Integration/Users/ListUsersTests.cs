using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Users;

public sealed class ListUsersTests(OneHost fixture) : IClassFixture<OneHost>
{
    [Fact]
    public async Task People_come_in_pages_in_the_order_that_was_asked_for()
    {
        var tag = await RegisterAsync("Cora", "Anna", "Bela");
        using var admin = await fixture.Host.AdminAsync();

        var first = await ListAsync(admin, $"q={tag}&sort=displayName&page=1&pageSize=2");
        Names(first).ShouldBe([$"Anna {tag}", $"Bela {tag}"]);
        ((int)first["page"]!, (int)first["pageSize"]!, (int)first["total"]!).ShouldBe((1, 2, 3));

        Names(await ListAsync(admin, $"q={tag}&sort=displayName&page=2&pageSize=2")).ShouldBe([$"Cora {tag}"]);
        Names(await ListAsync(admin, $"q={tag}&sort=-displayName")).ShouldBe([$"Cora {tag}", $"Bela {tag}", $"Anna {tag}"]);
        Names(await ListAsync(admin, $"q={tag}&sort=status,createdAt")).ShouldBe([$"Cora {tag}", $"Anna {tag}", $"Bela {tag}"]);
        Names(await ListAsync(admin, $"q={tag}")).ShouldBe([$"Bela {tag}", $"Anna {tag}", $"Cora {tag}"], "newest first unless asked otherwise");
    }

    [Fact]
    public async Task A_page_past_the_last_row_is_empty_and_still_knows_the_total()
    {
        var tag = await RegisterAsync("Dora");
        using var admin = await fixture.Host.AdminAsync();
        var beyond = await ListAsync(admin, $"q={tag}&page=9");
        beyond["items"]!.AsArray().ShouldBeEmpty();
        ((int)beyond["total"]!).ShouldBe(1);
        var nobody = await ListAsync(admin, $"q={tag}-nobody");
        ((int)nobody["total"]!).ShouldBe(0);
    }

    [Fact]
    public async Task A_search_finds_a_part_of_a_name_or_an_address_in_any_case()
    {
        var tag = await RegisterAsync("Édith 100%_x");
        using var admin = await fixture.Host.AdminAsync();
        foreach (var part in (string[])["100%_", tag.ToUpperInvariant(), "éDITH"])
            Names(await ListAsync(admin, $"q={Uri.EscapeDataString(part)}")).ShouldContain($"Édith 100%_x {tag}", part);
        var email = (string)(await ListAsync(admin, $"q={tag}"))["items"]![0]!["email"]!;
        Names(await ListAsync(admin, $"q={email[..20].ToUpperInvariant()}")).ShouldContain($"Édith 100%_x {tag}");
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("' or true --")]
    [InlineData("?")]
    public async Task A_search_takes_each_character_for_itself(string text)
    {
        var tag = await RegisterAsync("Frida");
        using var admin = await fixture.Host.AdminAsync();
        Names(await ListAsync(admin, $"q={Uri.EscapeDataString(text)}")).ShouldNotContain($"Frida {tag}");
    }

    [Fact]
    public async Task A_status_narrows_the_list()
    {
        var tag = await RegisterAsync("Gerda");
        using var admin = await fixture.Host.AdminAsync();
        Names(await ListAsync(admin, $"q={tag}&status=invited")).ShouldBe([$"Gerda {tag}"]);
        Names(await ListAsync(admin, $"q={tag}&status=active")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=many", "page")]
    [InlineData("page=1001&pageSize=100", "page")]
    [InlineData("pageSize=101", "pageSize")]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("sort=password", "sort")]
    [InlineData("sort=email;select", "sort")]
    [InlineData("status=gone", "status")]
    [InlineData("status=1", "status")]
    [InlineData("q=a%00b", "q")]
    [InlineData("page=1&page=2", "page")]
    [InlineData("status=active&status=gone", "status")]
    public async Task A_bad_value_is_400_and_names_its_field(string query, string field)
    {
        using var admin = await fixture.Host.AdminAsync();
        using var answer = await admin.GetAsync($"/api/v1/users?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        ((string)problem["code"]!).ShouldBe("request.invalid");
        problem["errors"]![field]!.AsArray().ShouldNotBeEmpty();
    }

    /// <returns>A word that only these people have in their names.</returns>
    private async Task<string> RegisterAsync(params string[] names)
    {
        var tag = $"t{Guid.CreateVersion7().ToString("N")[20..]}";
        foreach (var name in names)
            await fixture.Host.RegisterAsync(displayName: $"{name} {tag}");
        return tag;
    }

    private static async Task<JsonObject> ListAsync(HttpClient client, string query) =>
        (await client.GetFromJsonAsync<JsonObject>($"/api/v1/users?{query}"))!;

    private static string[] Names(JsonObject page) => [.. page["items"]!.AsArray().Select(user => (string)user!["displayName"]!)];
}
