using Marten;
using Marten.Exceptions;
using Weasel.Core;

namespace Monolith.Tests.Integration.Substitutes;

public sealed class MartenQueryTests(MartenDatabase database) : IClassFixture<MartenDatabase>, IAsyncLifetime
{
    private static readonly string[] Names = ["Ada", "Blaise", "Carl", "Dorothy"];

    private readonly DocumentStore store = database.Store();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var session = store.LightweightSession();
        await session.QueryAsync<Citizen>("where false", Cancellation);
        session.QueueSqlCommand("delete from people.mt_doc_citizen");
        session.Insert(Names.Select(n => new Citizen(Guid.CreateVersion7(), $"{n}@query.test", n)));
        await session.SaveChangesAsync(Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("where d.email = ?", "Ada@query.test", "Ada")]
    [InlineData("WHERE data ->> 'DisplayName' = ?", "Carl", "Carl")]
    [InlineData("  where d.email like ? order by d.email desc limit 1", "%@query.test", "Dorothy")]
    [InlineData("select d.data from people.mt_doc_citizen as d where d.email = ?", "Blaise@query.test", "Blaise")]
    public async Task Completes_what_starts_with_where_and_takes_a_whole_select(string sql, string value, string expected)
    {
        await using var session = store.QuerySession();
        var found = await session.QueryAsync<Citizen>(sql, Cancellation, value);
        found.ShouldHaveSingleItem().DisplayName.ShouldBe(expected);
    }

    [Fact]
    public async Task Completes_what_starts_with_order_by()
    {
        await using var session = store.QuerySession();
        var found = await session.QueryAsync<Citizen>("order by data ->> 'DisplayName' desc offset ? limit ?", Cancellation, 1, 2);
        found.Select(c => c.DisplayName).ShouldBe(["Carl", "Blaise"]);
    }

    [Fact]
    public async Task Another_placeholder_leaves_the_question_mark_to_the_json_operators()
    {
        await using var session = store.QuerySession();
        var found = await session.QueryAsync<Citizen>('^', "where d.data ? 'Email' and d.email = ^", Cancellation, "Ada@query.test");
        found.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Takes_arrays_and_nulls_as_values()
    {
        await using var session = store.QuerySession();
        string[] wanted = ["Ada@query.test", "Carl@query.test"];
        (await session.QueryAsync<Citizen>("where d.email = any(?)", Cancellation, [wanted])).Count.ShouldBe(2);
        (await session.QueryAsync<Citizen>("where ?::text is null", Cancellation, [null!])).Count.ShouldBe(Names.Length);
    }

    [Fact]
    public async Task Refuses_sql_whose_placeholders_and_values_differ_in_number()
    {
        await using var session = store.QuerySession();
        await Should.ThrowAsync<InvalidOperationException>(session.QueryAsync<Citizen>("where d.email = ?", Cancellation));
    }

    [Fact]
    public async Task A_refused_statement_keeps_postgres_words()
    {
        await using var session = store.QuerySession();
        var refusal = await Should.ThrowAsync<MartenCommandException>(session.QueryAsync<Citizen>("where nothing = 1", Cancellation));
        refusal.InnerException.ShouldBeOfType<Npgsql.PostgresException>().SqlState.ShouldBe(Npgsql.PostgresErrorCodes.UndefinedColumn);
    }

    [Fact]
    public async Task Reads_scalars()
    {
        await using var session = store.QuerySession();
        (await session.AdvancedSql.QueryAsync<long>("select count(*) from people.mt_doc_citizen", Cancellation)).ShouldBe([4L]);
        (await session.AdvancedSql.QueryAsync<string>("select email from people.mt_doc_citizen order by email limit 1", Cancellation))
            .ShouldBe(["Ada@query.test"]);
        (await session.QueryAsync<int>("select 7", Cancellation)).ShouldBe([7]);
    }

    [Fact]
    public async Task Reads_a_page_and_its_total_in_one_round_trip()
    {
        await using var session = store.QuerySession();
        var page = await session.AdvancedSql.QueryAsync<Citizen, long>(
            """
            select row(d.data, d.mt_version), row(count(*) over ())
            from people.mt_doc_citizen d where d.email like ? order by d.email limit 2
            """, Cancellation, "%@query.test");
        page.Select(p => p.Item1.DisplayName).ShouldBe(["Ada", "Blaise"]);
        page.ShouldAllBe(p => p.Item2 == 4 && p.Item1.Version == 1);
    }

    [Fact]
    public async Task Reads_three_rows_of_columns_and_plain_json()
    {
        await using var session = store.QuerySession();
        var found = await session.AdvancedSql.QueryAsync<Place, string, DateTimeOffset>(
            '~', "select row('{\"City\":\"Bern\",\"Country\":\"CH\"}'::jsonb), row(~::varchar), row(~::timestamptz)", Cancellation,
            "text", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        found.ShouldBe([(new Place("Bern", "CH"), "text", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))]);
    }

    [Fact]
    public async Task Enumerations_and_names_follow_the_configuration_everywhere()
    {
        using var other = database.Store(options =>
        {
            options.DatabaseSchemaName = "cased";
            options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase);
            options.Schema.For<Parcel>().Duplicate(x => x.State).Duplicate(x => x.DueAt).Index(x => x.Destination!.City);
        });
        var due = new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.FromHours(2));
        await using var session = other.LightweightSession();
        session.Store(new Parcel(Guid.CreateVersion7(), "a", new Place("Bern", "CH"), Standing.Active, due));
        session.Store(new Parcel(Guid.CreateVersion7(), "b", null, Standing.Invited, null));
        await session.SaveChangesAsync(Cancellation);

        var found = await session.QueryAsync<Parcel>(
            "where d.state = ? and d.due_at = ? and data -> 'destination' ->> 'city' = ?",
            Cancellation,
            "Active", due.ToUniversalTime(), "Bern");
        found.ShouldHaveSingleItem().Label.ShouldBe("a");
    }
}
