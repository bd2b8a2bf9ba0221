using Npgsql;

namespace Monolith.Tests.Integration.Crash;

/// <summary>What the nodes of tests/Node have done, compared with what they should have.</summary>
internal sealed class Books(NpgsqlDataSource database)
{
    /// <summary>What a finished order has one line of each of, in alphabetical order.</summary>
    public static readonly string[] Kinds =
        ["announced", "charged", "closed", "credit", "debit", "noted", "packed", "reminded", "shipped"];

    /// <summary>Each query finds what is wrong in one way; all find nothing.</summary>
    private static readonly (string Wrong, string Sql)[] Checks =
    [
        ("acknowledged and lost",
            "select id::text from (select unnest(acknowledged) from asked except select id from shop.mt_doc_order) lost (id)"),
        ("not all there exactly once",
            """
            select format('order %s has %s', coalesce(o.id::text, l.order_id), l.kinds)
            from shop.mt_doc_order o full join (
                select data ->> 'OrderId', array_agg(data ->> 'Kind' order by data ->> 'Kind' collate "C") from shop.mt_doc_line group by 1
            ) l (order_id, kinds) on l.order_id = o.id::text
            where o.id is null or l.kinds is distinct from (select kinds from asked)
            """),
        ("booked by halves",
            """
            select data ->> 'OrderId' from shop.mt_doc_line where data ->> 'Kind' in ('debit', 'credit')
            group by data ->> 'OrderId' having sum((data ->> 'Amount')::bigint) <> 0
            """),
        ("counted wrongly",
            """
            select format('%s orders of %s counted as %s of %s', o.orders, o.amount, t.orders, t.amount)
            from (select count(*) orders, sum((data ->> 'Amount')::bigint) amount from shop.mt_doc_order) o,
                (select sum((data ->> 'Orders')::bigint) orders, sum((data ->> 'Amount')::bigint) amount from shop.mt_doc_till) t
            where (o.orders, o.amount) is distinct from (t.orders, t.amount)
            """),
    ];

    /// <summary>Sentences about what is wrong, a few of each kind; none when all is right.</summary>
    public async Task<IReadOnlyList<string>> FindMistakesAsync(IReadOnlyCollection<Guid> acknowledged)
    {
        List<string> mistakes = [];
        foreach (var (wrong, sql) in Checks)
        {
            await using var command = database.CreateCommand(
                $"with asked (acknowledged, kinds) as (values ($1::uuid[], $2::text[])) select * from ({sql}) found limit 5");
            command.Parameters.Add(new() { Value = acknowledged.ToArray() });
            command.Parameters.Add(new() { Value = Kinds });
            mistakes.AddRange((await ReadAsync(command)).Select(found => $"{wrong}: {found}"));
        }

        return mistakes;
    }

    /// <summary>Messages that a node handled while the living holder still did.</summary>
    public async Task<IReadOnlyList<string>> FindOverlapsAsync(IEnumerable<Death> deaths)
    {
        var died = deaths.ToDictionary(death => death.Node, death => death.At);
        await using var command = database.CreateCommand(
            "select data ->> 'Holder', data ->> 'By', data ->> 'Message', mt_last_modified from shop.mt_doc_overlap");
        await using var row = await command.ExecuteReaderAsync();
        List<string> overlaps = [];
        while (await row.ReadAsync())
        {
            if (!died.TryGetValue(row.GetString(0), out var at) || at > row.GetFieldValue<DateTimeOffset>(3))
                overlaps.Add($"{row.GetString(1)} began with {row.GetString(2)}, which {row.GetString(0)} had, at {row.GetDateTime(3):O}");
        }

        return overlaps;
    }

    public async Task<long> CountEffectsAsync()
    {
        await using var command = database.CreateCommand(
            """
            select (select count(*) from shop.mt_doc_order) + (select count(*) from shop.mt_doc_line)
                + (select coalesce(sum((data ->> 'Orders')::bigint), 0)::bigint from shop.mt_doc_till)
            """);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<string>> ReadAsync(NpgsqlCommand command)
    {
        await using var row = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await row.ReadAsync())
            found.Add(row.GetString(0));
        return found;
    }
}
