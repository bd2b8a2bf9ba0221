using System.Net.Sockets;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Substitutes;
using Npgsql;

namespace Monolith.Tests.Integration.Composition;

/// <summary>What stops a start is said in one sentence with its remedy, and the exit code is not 0.</summary>
public sealed class StartTests(Services services)
{
    [Fact]
    public async Task Production_names_every_missing_setting()
    {
        var output = await FailAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" });
        output.ShouldContain("ConnectionStrings:Postgres is missing");
        output.ShouldContain("ConnectionStrings:Redis is missing");
        output.ShouldContain("PublicUrl is missing");
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Made_up_people_are_refused_in_production() =>
        (await FailAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Demo"] = "true" })).ShouldContain("Demo is set outside Development");

    [Fact]
    public async Task An_address_without_tls_is_refused_in_production() =>
        (await FailAsync(new() { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["PublicUrl"] = "http://app.example.com" }))
            .ShouldContain("PublicUrl must be https outside Development");

    [Fact]
    public async Task What_others_on_the_way_could_read_is_refused_in_production()
    {
        var output = await FailAsync(new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings:Postgres"] = "Host=127.0.0.1,db.example.com:5433;Username=x;Password=not-shown;SSL Mode=Require",
            ["ConnectionStrings:Redis"] = "redis.example.com:6379,password=not-shown",
        });
        output.ShouldContain("ConnectionStrings:Postgres is not encrypted: add SSL Mode=VerifyFull");
        output.ShouldContain("ConnectionStrings:Redis is not encrypted: add ssl=true");
        output.ShouldNotContain("not-shown");
    }

    [Theory]
    [InlineData("Host=db.example.com;SSL Mode=VerifyFull", "redis.example.com:6380,ssl=true", null)]
    [InlineData("Host=localhost,127.0.0.1:5433,[::1]:5434", "localhost:6379,127.0.0.1:6380", null)]
    [InlineData("Host=/var/run/postgresql", "127.0.0.1", null)]
    [InlineData("Host=db.example.com", "redis:6379", "true")]
    public async Task What_nobody_else_can_read_is_not_refused(string postgres, string redis, string? allowed)
    {
        // There is no address, so that it ends before it connects to anything.
        var output = await FailAsync(new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings:Postgres"] = postgres,
            ["ConnectionStrings:Redis"] = redis,
            ["Connections:AllowUnencrypted"] = allowed,
        });
        output.ShouldContain("PublicUrl is missing");
        output.ShouldNotContain("encrypted");
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_connection_string_that_cannot_be_read_is_one_sentence_without_what_it_says(string environment)
    {
        var output = await FailAsync(new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = environment,
            ["ConnectionStrings:Postgres"] = "Host=localhost;Secret part=not-shown",
            ["ConnectionStrings:Redis"] = "localhost:6379,not-shown=7",
        });
        output.ShouldContain("ConnectionStrings:Postgres cannot be read");
        output.ShouldContain("ConnectionStrings:Redis cannot be read");
        output.ShouldNotContain("   at ");
        output.ShouldNotContain("not-shown");
    }

    [Fact]
    public async Task An_unreachable_database_is_one_sentence()
    {
        var output = await FailAsync(new() { ["ConnectionStrings:Postgres"] = $"Host=127.0.0.1;Port={ServerProcess.FreePort()};Username=x;Password=not-shown" });
        output.ShouldContain("PostgreSQL at 127.0.0.1");
        output.ShouldNotContain("not-shown");
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task An_unreachable_redis_is_one_sentence()
    {
        var output = await FailAsync(new()
        {
            ["ConnectionStrings:Postgres"] = await services.CreateDatabaseAsync(),
            ["ConnectionStrings:Redis"] = $"127.0.0.1:{ServerProcess.FreePort()},connectTimeout=500",
        });
        output.ShouldContain("does not answer; check ConnectionStrings:Redis");
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_taken_port_is_one_sentence()
    {
        using var occupant = new TcpListener(System.Net.IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((System.Net.IPEndPoint)occupant.LocalEndpoint).Port;
        var output = await FailAsync(new()
        {
            ["ConnectionStrings:Postgres"] = await services.CreateDatabaseAsync(),
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
        });
        output.ShouldContain($"{port}");
        output.ShouldContain("choose another port");
        output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Several_nodes_may_migrate_one_empty_database_at_once()
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Postgres"] = await services.CreateDatabaseAsync() };
        var nodes = Enumerable.Range(0, 3).Select(_ => HostProcess.Start(settings, "migrate")).ToList();
        foreach (var node in nodes)
        {
            await using (node)
                (await node.ExitAsync()).ShouldBe(0, node.Output);
        }
    }

    [Fact]
    public async Task A_stop_while_it_starts_is_an_ordinary_end()
    {
        await using var database = await WolverineDatabase.CreateAsync(services);
        await using var holder = await database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        // Marten's ApplyChangesLockId: the start waits for it.
        await using var take = new NpgsqlCommand("select pg_advisory_lock(4004)", holder);
        await take.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var host = HostProcess.Start(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Postgres"] = database.DataSource.ConnectionString });
        await database.EventuallyAsync(WolverineDatabase.CountWaiting("select pg_advisory"), 1);
        (await host.StopAsync()).ShouldBe(0, host.Output);
        host.Output.ShouldNotContain("   at ");
    }

    private static async Task<string> FailAsync(Dictionary<string, string?> settings)
    {
        await using var host = HostProcess.Start(settings);
        (await host.ExitAsync()).ShouldBe(1, host.Output);
        return host.Output;
    }
}
