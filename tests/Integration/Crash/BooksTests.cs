using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Crash;

/// <summary>That the books of the crash tests are worth reading: what goes wrong shows in them.</summary>
public sealed class BooksTests(Services services)
{
    [Theory]
    [InlineData("select", null)]
    [InlineData("delete from shop.mt_doc_order", "acknowledged and lost")]
    [InlineData("insert into shop.mt_doc_line select gen_random_uuid(), data from shop.mt_doc_line where data ->> 'Kind' = 'shipped'", "not all there exactly once")]
    [InlineData("delete from shop.mt_doc_line where data ->> 'Kind' = 'credit'", "booked by halves")]
    [InlineData("update shop.mt_doc_line set data = data || '{\"OrderId\": \"another\"}'", "not all there exactly once")]
    [InlineData("update shop.mt_doc_till set data = data || '{\"Orders\": 2}'", "counted wrongly")]
    public async Task They_show_what_went_wrong(string misfortune, string? mistake)
    {
        await using var database = NpgsqlDataSource.Create(await services.CreateDatabaseAsync());
        var order = Guid.CreateVersion7();
        await using var command = database.CreateCommand(
            $$"""
            create schema shop;
            create table shop.mt_doc_order as select '{{order}}'::uuid as id, '{"Amount": 5}'::jsonb as data;
            create table shop.mt_doc_till as select '{"Orders": 1, "Amount": 5}'::jsonb as data;
            create table shop.mt_doc_line as select gen_random_uuid() as id, jsonb_build_object(
                    'OrderId', '{{order}}', 'Kind', kind, 'Amount', case kind when 'debit' then 5 when 'credit' then -5 else 0 end) as data
                from unnest(array['{{string.Join("','", Books.Kinds)}}']) kind;
            {{misfortune}}
            """);
        await command.ExecuteNonQueryAsync();

        var mistakes = await new Books(database).FindMistakesAsync([order]);

        if (mistake is null)
            mistakes.ShouldBeEmpty();
        else
            mistakes.ShouldContain(found => found.StartsWith(mistake));
    }
}
