using System.Text;
using Npgsql;

namespace Monolith.Bench.Load.Seed;

/// <summary>Filling a table with so much that its indexes are better made afterwards: a million people in minutes.</summary>
internal static class BulkLoad
{
    private const int NoLimit = 0;

    /// <param name="copy">Writes the rows.</param>
    public static async Task FillAsync(
        this NpgsqlDataSource database, string table, Func<NpgsqlDataSource, CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        var (drop, create) = await IndexesAsync(database, table, cancellationToken);
        await ExecuteAsync(database, drop, cancellationToken);
        await copy(database, cancellationToken);
        await ExecuteAsync(database, $"set maintenance_work_mem = '512MB'; {create} reset maintenance_work_mem;", cancellationToken);
    }

    /// <summary>Statements for all of them but the primary key.</summary>
    private static async Task<(string Drop, string Create)> IndexesAsync(NpgsqlDataSource database, string table, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index where indrelid = cast($1 as regclass) and not indisprimary");
        command.Parameters.Add(new NpgsqlParameter { Value = table });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (drop, create) = (new StringBuilder(), new StringBuilder());
        while (await reader.ReadAsync(cancellationToken))
        {
            drop.Append("drop index ").Append(reader.GetString(0)).Append("; ");
            create.Append(reader.GetString(1)).Append("; ");
        }

        return (drop.ToString(), create.ToString());
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string statements, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(statements);
        command.CommandTimeout = NoLimit;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
