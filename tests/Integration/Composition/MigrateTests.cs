using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Composition;

/// <summary>The command <c>migrate</c>, as an operator runs it.</summary>
public sealed class MigrateTests(Services services)
{
    [Fact]
    public async Task A_dry_run_prints_what_a_migration_does_and_changes_nothing()
    {
        var database = await services.CreateDatabaseAsync();
        (await RunAsync(database, 0, "migrate", "--dry-run")).ShouldContain("mt_doc_user");
        (await TablesAsync(database)).ShouldBe(0);

        (await RunAsync(database, 0, "migrate")).ShouldContain("The database schema is up to date.");
        var tables = await TablesAsync(database);
        tables.ShouldBeGreaterThan(0);
        (await RunAsync(database, 0, "migrate", "--dry-run")).ShouldContain("there is nothing to do");
        (await TablesAsync(database)).ShouldBe(tables);
    }

    [Fact]
    public async Task What_a_dry_run_prints_is_the_migration_and_nothing_else()
    {
        var database = await services.CreateDatabaseAsync();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Postgres"] = database };
        await using var host = HostProcess.Start(settings, "migrate", "--dry-run");
        await host.ExitAsync();

        await ExecuteAsync(database, host.Printed);

        (await RunAsync(database, 0, "migrate", "--dry-run")).ShouldContain("there is nothing to do");
    }

    [Fact]
    public async Task Arguments_that_are_not_understood_are_refused_in_one_sentence()
    {
        var database = await services.CreateDatabaseAsync();
        (await RunAsync(database, 2, "migrate", "--dryrun")).ShouldContain("migrate does not understand '--dryrun'");
        (await RunAsync(database, 0, "migrate", "--dry-run", "--Demo=false")).ShouldContain("mt_doc_user");
        (await TablesAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task A_table_that_cannot_be_migrated_stops_the_start_in_one_sentence()
    {
        var database = await services.CreateDatabaseAsync();
        await ExecuteAsync(database, "create schema users; create table users.mt_doc_user (id uuid primary key, data text not null)");
        string[][] commands = [["migrate"], ["migrate", "--dry-run"], []];
        foreach (var command in commands)
        {
            var output = await RunAsync(database, 1, command);
            output.ShouldContain("mt_doc_user");
            output.Contains("   at ", StringComparison.Ordinal).ShouldBeFalse(output);
        }
    }

    private static async Task<string> RunAsync(string database, int exitCode, params string[] arguments)
    {
        await using var host = HostProcess.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Postgres"] = database }, arguments);
        (await host.ExitAsync()).ShouldBe(exitCode, host.Output);
        return host.Output;
    }

    private static async Task<long> TablesAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
