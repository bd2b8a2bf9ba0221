using System.Text;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What an operator does about messages that no retry could save.</summary>
public sealed class DeadLetterCommandSubstituteOnlyTests(Services services) : IAsyncLifetime
{
    private const string Secret = "only for the eyes of the handler";

    private NpgsqlDataSource _database = null!;

    public async ValueTask InitializeAsync() => _database = NpgsqlDataSource.Create(await services.CreateMigratedDatabaseAsync());

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Lists_what_failed_and_why_but_not_what_it_says()
    {
        var (first, second) = (await FailAsync("Gone.\nFor \u001b[31mgood."), await FailAsync("Too late."));

        var lines = (await RunAsync(0, "dead-letters", "list")).Split('\n').SkipWhile(line => !line.StartsWith("ID", StringComparison.Ordinal)).ToArray();

        lines[0].ShouldMatch("^ID +MESSAGE +QUEUE +FAILED AT +ATTEMPTS +EXCEPTION$");
        lines[1].ShouldMatch($@"^{first}  tests\.unknown\.v1  local://tests/  \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\dZ  3 +System\.TimeoutException: Gone\. For  \[31mgood\.$");
        lines[2].ShouldStartWith(second.ToString());
        lines.Length.ShouldBe(3);
    }

    [Fact]
    public async Task Replays_or_discards_one_and_then_all()
    {
        var (replayed, discarded) = (await FailAsync("Gone."), await FailAsync("Gone."));
        await FailAsync("Gone.");
        await FailAsync("Gone.");

        (await RunAsync(0, "dead-letters", "replay", replayed.ToString())).ShouldContain("1 message is back in the queue.");
        (await RunAsync(0, "dead-letters", "discard", discarded.ToString())).ShouldContain("1 message is discarded.");
        (await CountAsync("dead_letters")).ShouldBe(2);
        (await CountAsync("envelopes")).ShouldBe(1);

        (await RunAsync(1, "dead-letters", "replay", replayed.ToString())).ShouldContain($"No dead letter has the id {replayed}.");
        (await RunAsync(0, "dead-letters", "replay", "--all")).ShouldContain("2 messages are back in the queue.");
        (await RunAsync(0, "dead-letters", "discard", "--all")).ShouldContain("There are no dead letters.");
        (await CountAsync("envelopes")).ShouldBe(3);
    }

    [Fact]
    public async Task Says_how_it_is_used()
    {
        foreach (string[] wrong in new string[][] { ["delete"], ["replay"], ["replay", "everything"], ["discard", "--all", "now"] })
            (await RunAsync(2, ["dead-letters", .. wrong])).ShouldContain("Usage: dead-letters [list | replay ID|--all | discard ID|--all]");
    }

    [Fact]
    public async Task Names_the_remedy_where_there_are_no_tables()
    {
        await using var empty = NpgsqlDataSource.Create(await services.CreateDatabaseAsync());

        (await RunAsync(1, empty, "dead-letters")).ShouldContain("run migrate first");
    }

    private Task<string> RunAsync(int exitCode, params string[] arguments) => RunAsync(exitCode, _database, arguments);

    private static async Task<string> RunAsync(int exitCode, NpgsqlDataSource database, params string[] arguments)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Postgres"] = database.ConnectionString };
        await using var host = HostProcess.Start(settings, arguments);
        (await host.ExitAsync()).ShouldBe(exitCode, host.Output);
        host.Output.ShouldNotContain(Secret);
        host.Output.ShouldNotContain("   at ");
        return host.Output;
    }

    private async Task<Guid> FailAsync(string reason)
    {
        await using var command = _database.CreateCommand(
            """
            insert into messaging.dead_letters (id, destination, attempts, message_type, body, headers, conversation_id, sent_at,
                exception_type, exception_message, exception_detail)
            values ($1, 'local://tests/', 3, 'tests.unknown.v1', $2, '{}', $1, now(), 'System.TimeoutException', $3, $3)
            """);
        var id = Guid.CreateVersion7();
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = Encoding.UTF8.GetBytes(Secret) });
        command.Parameters.Add(new() { Value = reason });
        await command.ExecuteNonQueryAsync();
        return id;
    }

    private async Task<long> CountAsync(string table)
    {
        await using var command = _database.CreateCommand($"select count(*) from messaging.{table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
