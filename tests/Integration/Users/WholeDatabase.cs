using System.Text;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

/// <summary>Every table of every schema, as text.</summary>
internal static class WholeDatabase
{
    /// <summary>The tables with a row that has one of these texts in it, as it is or as bytes; in any case.</summary>
    public static async Task<IReadOnlyList<string>> TablesWithAsync(this MonolithHost host, params IReadOnlyCollection<string> texts)
    {
        string[] patterns = [.. texts.SelectMany(text => new[] { $"%{text}%", $"%{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))}%" })];
        await using var source = NpgsqlDataSource.Create(host.ConnectionString);
        var found = new List<string>();
        foreach (var table in await TablesAsync(source))
        {
            await using var count = source.CreateCommand($"select count(*) from {table} as r where r::text ilike any($1)");
            count.Parameters.Add(new() { Value = patterns });
            if ((long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))! > 0)
                found.Add(table);
        }

        return found;
    }

    private static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlDataSource source)
    {
        await using var select = source.CreateCommand(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1");
        await using var rows = await select.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var tables = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
            tables.Add(rows.GetString(0));
        return tables;
    }
}
