using System.Globalization;
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
        var nobody = await ListAsync(admin, "q=qqqqqqqqqqqq");
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

    [Theory]
    [InlineData("Kovallevsky", "a letter too many")]
    [InlineData("Kovalefsky", "another letter")]
    [InlineData("Kovalvsky", "a letter missing")]
    [InlineData("Kovlaevsky", "two letters swapped")]
    [InlineData("Soyfa", "two letters swapped in a short name")]
    public async Task Where_nobody_has_what_was_typed_a_search_finds_who_has_something_like_it(string typed, string how)
    {
        var tag = await RegisterAsync("Sofya Kovalevsky", "Emmy Noether");
        using var admin = await fixture.Host.AdminAsync();
        var found = Names(await ListAsync(admin, $"q={typed}&pageSize=100"));
        found.ShouldContain($"Sofya Kovalevsky {tag}", how);
        found.ShouldNotContain($"Emmy Noether {tag}");
        Names(await ListAsync(admin, "q=kovalevsky&pageSize=100")).ShouldAllBe(name => name.Contains("Kovalevsky", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_nobody_has_finds_nobody()
    {
        await RegisterAsync("Paula");
        using var admin = await fixture.Host.AdminAsync();
        Names(await ListAsync(admin, $"q={Uri.EscapeDataString(People.NewEmail())}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_resembles_most_comes_first_unless_another_order_is_asked_for()
    {
        var tag = await RegisterAsync("Wilhelmine Zweistein", "Wilhelmina Zweigert");
        using var admin = await fixture.Host.AdminAsync();
        Names(await ListAsync(admin, "q=Zweistien")).ShouldBe([$"Wilhelmine Zweistein {tag}", $"Wilhelmina Zweigert {tag}"]);
        Names(await ListAsync(admin, "q=Zweistien&sort=displayName")).ShouldBe([$"Wilhelmina Zweigert {tag}", $"Wilhelmine Zweistein {tag}"]);
    }

    [Fact]
    public async Task A_search_of_two_letters_finds_the_beginnings_of_words()
    {
        var tag = await RegisterAsync("Żaneta Ćwikła", "Aćw");
        using var admin = await fixture.Host.AdminAsync();
        Names(await ListAsync(admin, $"q={Uri.EscapeDataString("ćw")}&pageSize=100")).ShouldBe([$"Żaneta Ćwikła {tag}"]);
    }

    [Fact]
    public async Task A_role_and_a_span_of_time_narrow_the_list()
    {
        var before = TimeProvider.System.GetUtcNow();
        var tag = await RegisterAsync("Hanna");
        using var admin = await fixture.Host.AdminAsync();
        Names(await ListAsync(admin, $"q={tag}&role=member")).ShouldBe([$"Hanna {tag}"]);
        Names(await ListAsync(admin, $"q={tag}&role=admin")).ShouldBeEmpty();
        Names(await ListAsync(admin, $"q={tag}&role=%27%22%5D")).ShouldBeEmpty();
        Names(await ListAsync(admin, $"q={tag}&createdFrom={At(before)}&createdTo={At(before.AddHours(1))}")).ShouldBe([$"Hanna {tag}"]);
        Names(await ListAsync(admin, $"q={tag}&createdTo={At(before)}")).ShouldBeEmpty();
        Names(await ListAsync(admin, $"q={tag}&createdFrom={At(before.AddHours(1))}")).ShouldBeEmpty();

        static string At(DateTimeOffset time) => Uri.EscapeDataString(time.ToString("O", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_list_is_read_on_by_cursor_and_nobody_comes_twice_or_is_left_out()
    {
        var tag = await RegisterAsync("Ida", "Jana", "Kora", "Lena", "Mila");
        using var admin = await fixture.Host.AdminAsync();
        List<string> names = [];
        for (var after = string.Empty; after is not null;)
        {
            var answer = await ListAsync(admin, $"q={tag}&after={after}&pageSize=2");
            answer.Select(field => field.Key).ShouldBe(["next", "items"], ignoreOrder: true);
            names.AddRange(Names(answer));
            after = (string?)answer["next"];
            if (names.Count == 2)
                await fixture.Host.RegisterAsync(displayName: $"Nora {tag}");
        }

        names.ShouldBe([$"Mila {tag}", $"Lena {tag}", $"Kora {tag}", $"Jana {tag}", $"Ida {tag}"]);
    }

    [Fact]
    public async Task A_misspelled_search_is_read_on_by_cursor_too()
    {
        var tag = await RegisterAsync("Ottoline Szymanowska", "Otylia Szymanowska", "Oda Szymanowska");
        using var admin = await fixture.Host.AdminAsync();
        var first = await ListAsync(admin, "q=Szymnaowska&after=&pageSize=2");
        var second = await ListAsync(admin, $"q=Szymnaowska&after={first["next"]}&pageSize=2");
        ((string?)second["next"]).ShouldBeNull();
        Names(first).Concat(Names(second)).ShouldBe([$"Oda Szymanowska {tag}", $"Otylia Szymanowska {tag}", $"Ottoline Szymanowska {tag}"]);
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
    [InlineData("role=a%0Ab", "role")]
    [InlineData("createdFrom=yesterday", "createdFrom")]
    [InlineData("createdFrom=2026-02-01T00:00:00Z&createdTo=2026-01-01T00:00:00Z", "createdFrom")]
    [InlineData("after=nothing", "after")]
    [InlineData("after=&page=2", "page")]
    [InlineData("after=&sort=email", "sort")]
    [InlineData("after=&pageSize=101", "pageSize")]
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
