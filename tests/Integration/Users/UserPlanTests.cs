using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Kernel;
using Monolith.Tests.Integration.Fixture;
using Monolith.Users.Application.Ports;
using Monolith.Users.Infrastructure.Persistence;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

/// <summary>What PostgreSQL does for the lists of a directory of 100,000 people: it never looks at all of them.</summary>
public sealed class UserPlanTests(UserPlanTests.Directory directory) : IClassFixture<UserPlanTests.Directory>
{
    [Fact]
    public async Task The_first_page_begins_at_the_newest() =>
        (await directory.ExplainAsync(UserSql.Page(Of(), order: null, 20, 0)))
            .ShouldBe(["mt_doc_user_idx_created_at"]);

    [Fact]
    public async Task A_page_deep_in_the_list_begins_at_its_cursor()
    {
        var cursor = new TimeCursor(Directory.Newest.AddMinutes(-70_000), Guid.CreateVersion7()).Encode();
        var request = CursorRequest.Create(cursor, 20).Value!;
        (await directory.ExplainAsync(UserSql.After(Of(), request))).ShouldBe(["mt_doc_user_idx_created_at"]);
    }

    [Theory]
    [InlineData("Lovelace 4321")]
    [InlineData("lovelace.77777@")]
    [InlineData("zé")]
    public async Task A_search_looks_at_trigrams(string search) =>
        (await directory.ExplainAsync(UserSql.Found(Of(search), order: null, 20, 0))).ShouldBe(["mt_doc_user_idx_search"]);

    [Fact]
    public async Task What_resembles_a_search_is_found_by_trigrams_too() =>
        (await directory.ExplainAsync(UserSql.Some(UserCondition.Resembling(Filter("Lovleace")), UserReads.MostCompared)))
            .ShouldBe(["mt_doc_user_idx_search"]);

    [Fact]
    public async Task A_rare_status_is_an_index_of_its_own() =>
        (await directory.ExplainAsync(UserSql.Page(Of(status: "suspended"), order: null, 20, 0)))
            .ShouldBe(["mt_doc_user_idx_status"]);

    [Theory]
    [InlineData("email", "mt_doc_user_idx_email")]
    [InlineData("-displayName", "mt_doc_user_idx_display_name")]
    public async Task Another_order_is_another_index(string sort, string index) =>
        (await directory.ExplainAsync(UserSql.Page(Of(), Order(sort), 20, 0))).ShouldBe([index]);

    [Fact]
    public async Task A_rare_role_is_an_index_of_its_own() =>
        (await directory.ExplainAsync(UserSql.Page(Of(role: "operator"), order: null, 20, 0)))
            .ShouldBe(["mt_doc_user_idx_roles"]);

    [Fact]
    public async Task Who_has_a_status_is_met_in_the_order_of_names_without_another_sort() =>
        (await directory.ExplainAsync(UserSql.Page(Of(status: "active"), Order("displayName"), 20, 0))).ShouldBe(["mt_doc_user_idx_display_name"]);

    [Fact]
    public async Task A_search_in_a_span_of_time_counts_without_looking_at_everybody() =>
        (await directory.ExplainAsync(UserSql.Count(UserCondition.Of(Filter("Lovelace 43", from: Directory.Newest.AddDays(-30))))))
            .ShouldNotBeEmpty();

    [Theory]
    [InlineData(null, "displayName")]
    [InlineData("lovelace", null)]
    [InlineData("da love", "-displayName")]
    public async Task Of_more_than_are_counted_the_page_is_the_right_one_and_the_total_about_right(string? search, string? sort)
    {
        var page = await directory.ListAsync(Filter(search), sort, size: 3);
        page.Items.Select(user => user.DisplayName).ShouldBe(
            sort switch
            {
                null => ["Ada Lovelace 1", "Ada Lovelace 2", "Ada Lovelace 3"],
                "displayName" => ["Ada Lovelace 1", "Ada Lovelace 10", "Ada Lovelace 100"],
                _ => ["Ada Lovelace 99999", "Ada Lovelace 99998", "Ada Lovelace 99997"],
            });
        page.TotalIsEstimate.ShouldBeTrue();
        page.Total.ShouldBeInRange(90_000, 110_000);
    }

    [Theory]
    [InlineData("lovelace", "suspended", 100)]
    [InlineData("lovelace.12", null, 1_111)]
    [InlineData(null, "suspended", 100)]
    public async Task Of_as_many_as_are_counted_the_total_is_exact(string? search, string? status, int total)
    {
        foreach (var number in new[] { 1, 2, 999 })
        {
            var page = await directory.ListAsync(Filter(search, status), size: 5, number: number);
            (page.Total, page.TotalIsEstimate).ShouldBe((total, false));
        }
    }

    [Fact]
    public async Task Of_those_who_resemble_a_search_a_thousand_are_compared()
    {
        foreach (var number in new[] { 1, 10, 11 })
        {
            var page = await directory.ListAsync(Filter("Lovleace"), size: 100, number: number);
            (page.Total, page.Items.Count, page.TotalIsEstimate).ShouldBe((UserReads.MostCompared, number > 10 ? 0 : 100, false));
        }
    }

    private static string? Order(string sort) => UserOrder.Of(PageRequest.Create(1, 20, sort, IUserQueries.SortFields).Value!);

    private static UserCondition Of(string? q = null, string? status = null, string? role = null) => UserCondition.Of(Filter(q, status, role));

    private static UserFilter Filter(string? q = null, string? status = null, string? role = null, DateTimeOffset? from = null) =>
        UserFilter.Create(q, status, role, from).Value!;

    /// <summary>A host with many people, of whom a hundred are suspended and fifty operate.</summary>
    public sealed class Directory(Services services) : IAsyncLifetime
    {
        public static readonly DateTimeOffset Newest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        private const string Seed =
            """
            insert into users.mt_doc_user (id, data, mt_dotnet_type, mt_version, email, display_name, status, created_at)
            select id, jsonb_build_object('Id', id, 'Email', email, 'DisplayName', name, 'Status', status, 'Roles', roles, 'CreatedAt', at),
                'Monolith.Users.Domain.User', 1, email, name, status, at
            from (
                select gen_random_uuid() as id, 'ada.lovelace.' || n || '@people.test' as email, 'Ada Lovelace ' || n as name,
                    case when n % 1000 = 0 then 2 else 1 end as status,
                    case when n % 2000 = 1 then '["operator"]'::jsonb else '["member"]'::jsonb end as roles,
                    $1::timestamptz - n * interval '1 minute' as at
                from generate_series(1, 100000) as n) as people
            """;

        private MonolithHost _host = null!;
        private NpgsqlDataSource _database = null!;

        public async ValueTask InitializeAsync()
        {
            _host = await MonolithHost.StartAsync(services);
            // One of a hundred samples can be among the few whom a search is about, and a search for one of a hundred is another plan.
            _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_host.ConnectionString) { Options = "-c default_statistics_target=1000" });
            await using var seed = _database.CreateCommand(Seed);
            seed.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Newest });
            await seed.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await using var analyze = _database.CreateCommand("vacuum analyze users.mt_doc_user");
            await analyze.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await _database.DisposeAsync();
            await _host.DisposeAsync();
        }

        internal async Task<UserPage> ListAsync(UserFilter filter, string? sort = null, int size = 20, int number = 1)
        {
            await using var scope = _host.Services.CreateAsyncScope();
            var page = PageRequest.Create(number, size, sort, IUserQueries.SortFields).Value!;
            return await scope.ServiceProvider.GetRequiredService<IUserQueries>().ListAsync(filter, page, TestContext.Current.CancellationToken);
        }

        /// <returns>The indexes that the plan reads.</returns>
        internal async Task<IReadOnlyList<string>> ExplainAsync(UserSql query)
        {
            var text = query.Text.StartsWith("where", StringComparison.Ordinal) ? $"select d.data from users.mt_doc_user as d {query.Text}" : query.Text;
            for (var number = 1; text.Contains('?', StringComparison.Ordinal); number++)
                text = $"{text[..text.IndexOf('?', StringComparison.Ordinal)]}${number}{text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..]}";
            await using var command = _database.CreateCommand($"explain (format json) {text}");
            foreach (var value in query.Values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
            var nodes = Nodes(plan.RootElement[0].GetProperty("Plan")).ToList();
            nodes.Select(node => node.GetProperty("Node Type").GetString()).ShouldNotContain("Seq Scan", plan.RootElement.ToString());
            return [.. nodes.Where(node => node.TryGetProperty("Index Name", out _)).Select(node => node.GetProperty("Index Name").GetString()!).Distinct()];
        }

        private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
            node.TryGetProperty("Plans", out var children) ? children.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];
    }
}
