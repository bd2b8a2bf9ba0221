using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Npgsql;

namespace Monolith.Tests.Integration.Composition;

/// <summary>Nodes whose account may read and write rows and nothing else, beside <c>migrate</c> with the one that owns the tables (docs/roles.sql).</summary>
public sealed class LeastPrivilegeTests(Services services)
{
    private readonly string _owner = $"owner_{Guid.CreateVersion7():N}";
    private readonly string _node = $"node_{Guid.CreateVersion7():N}";

    [Fact]
    public async Task A_node_that_may_not_change_the_schema_serves()
    {
        var database = await CreateDatabaseAsync();
        await MigrateAsync(database);
        await using (var host = await HostProcess.Start(Settings(database)).ServingAsync())
        {
            using var client = ProductionSettings.ClientOf(host);
            var email = People.NewEmail();
            (await client.PostAuthAsync("register", new { email, password = People.Password, displayName = "Ada" })).Status.ShouldBe(HttpStatusCode.Accepted);
            var login = await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
            login.Status.ShouldBe(HttpStatusCode.OK);
            client.Use((await client.RefreshAsync(login.RefreshToken)).AccessToken);
            // Messages were handled: another module knows the person, and the trail what happened.
            await UntilAsync(async () => (int)(await client.GetFromJsonAsync<JsonObject>($"/api/v1/users?q={Uri.EscapeDataString(email)}"))!["total"]! == 1);
            await UntilAsync(async () => (await client.GetFromJsonAsync<JsonObject>("/api/v1/monitoring/audit"))!["items"]!.AsArray().Count > 0);
            (await client.PostAuthAsync("logout")).Status.ShouldBe(HttpStatusCode.NoContent);
            (await host.StopAsync()).ShouldBe(0, host.Output);
            host.Output.ShouldNotContain("permission denied");
        }
    }

    [Fact]
    public async Task The_account_of_the_nodes_cannot_change_or_empty_a_table()
    {
        string[] statements =
        [
            "create table public.mine (id integer)",
            "create table users.mine (id integer)",
            "create temporary table mine (id integer)",
            "create schema mine",
            "alter table users.mt_doc_user add column mine integer",
            "create index on users.mt_doc_user (id)",
            "truncate users.mt_doc_user",
            "drop table users.mt_doc_user",
        ];
        var database = await CreateDatabaseAsync();
        await MigrateAsync(database);
        foreach (var statement in statements)
        {
            var refused = await Should.ThrowAsync<PostgresException>(ExecuteAsync(As(_node, database), statement));
            refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, statement);
        }
    }

    [Fact]
    public async Task A_schema_that_is_missing_or_older_is_one_sentence_and_stays_as_it_is()
    {
        var database = await CreateDatabaseAsync();
        await FailAsync(database);
        (await CountAsync(database, "pg_tables where schemaname not in ('pg_catalog', 'information_schema')")).ShouldBe(0);

        await MigrateAsync(database);
        await ExecuteAsync(As(_owner, database), "alter table users.mt_doc_user drop column email cascade");
        await FailAsync(database);
        (await CountAsync(database, "pg_attribute where attrelid = 'users.mt_doc_user'::regclass and attname = 'email'")).ShouldBe(0);

        await MigrateAsync(database);
        await using var host = await HostProcess.Start(Settings(database)).ServingAsync();
    }

    [Fact]
    public async Task What_a_start_may_change_is_one_of_two_words()
    {
        await using var host = HostProcess.Start(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Database:AutoCreate"] = "Sometimes" });
        (await host.ExitAsync()).ShouldBe(1, host.Output);
        host.Output.ShouldBe("Database:AutoCreate 'Sometimes' is not understood: write CreateOrUpdate, or None where migrate alone changes the schema.");
    }

    private async Task<string> CreateDatabaseAsync()
    {
        var database = await services.CreateDatabaseAsync();
        var script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/roles.sql"), TestContext.Current.CancellationToken);
        await ExecuteAsync(database, script
            .Replace("database monolith", $"database {new NpgsqlConnectionStringBuilder(database).Database}", StringComparison.Ordinal)
            .Replace("monolith_owner", _owner, StringComparison.Ordinal)
            .Replace("monolith_node", _node, StringComparison.Ordinal));
        return database;
    }

    private async Task MigrateAsync(string database)
    {
        var settings = Settings(database);
        settings["ConnectionStrings:Postgres"] = As(_owner, database);
        await using var host = HostProcess.Start(settings, "migrate");
        (await host.ExitAsync()).ShouldBe(0, host.Output);
    }

    private async Task FailAsync(string database)
    {
        await using var host = HostProcess.Start(Settings(database));
        (await host.ExitAsync()).ShouldBe(1, host.Output);
        host.Output.ShouldBe(
            "The database schema is not that of this version, and Database:AutoCreate=None keeps a node from changing it: "
            + "run migrate with the account that owns it.");
    }

    private Dictionary<string, string?> Settings(string database)
    {
        var settings = ProductionSettings.For(As(_node, database), services.Redis);
        settings["Database:AutoCreate"] = "None";
        return settings;
    }

    private static string As(string role, string database) => new NpgsqlConnectionStringBuilder(database) { Username = role }.ConnectionString;

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<long> CountAsync(string database, string rows)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand($"select count(*) from {rows}");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isSo())
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
    }
}
