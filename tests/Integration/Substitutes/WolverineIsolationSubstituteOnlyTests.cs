using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Tests.Integration.Fixture;
using static Monolith.Tests.Integration.Substitutes.WolverineTroubles;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Rows that another version of the service has left.</summary>
public sealed class WolverineIsolationSubstituteOnlyTests(Services services)
{
    private static readonly Poison Readable = new(IsPoisonous: false);

    [Theory]
    [InlineData("tests.forgotten.v1", "{}")]
    [InlineData(Poison.Alias, "[")]
    [InlineData(Poison.Alias, "{\"IsPoisonous\":\"perhaps\"}")]
    [InlineData(Poison.Alias, "")]
    [InlineData(Poison.Alias, "null")]
    [InlineData(Harmless.Alias, "{}")]
    public async Task What_this_version_cannot_read_is_put_aside_and_stops_neither_its_own_queue_nor_another(string type, string body)
    {
        await using var database = await OpenAsync();
        var unreadable = await InsertAsync(database, QueueOf(typeof(PoisonHandler)), type, body);
        await InsertAsync(database, QueueOf(typeof(PoisonHandler)), Poison.Alias, JsonSerializer.Serialize(Readable));
        await InsertAsync(database, QueueOf(typeof(HarmlessHandler)), Harmless.Alias, JsonSerializer.Serialize(Harmless.New()));

        var probe = await StartAsync(database);

        await probe.ReachAsync(2);
        probe.Seen.ShouldContain(Readable);
        await UntilAsync(database, "select not exists (select from messaging.envelopes)");
        (await database.ScalarAsync<Guid>("select id from messaging.dead_letters")).ShouldBe(unreadable);
    }

    [Fact]
    public async Task What_waits_for_a_queue_of_another_version_stays_for_it_and_stops_no_other()
    {
        await using var database = await OpenAsync();
        var strange = await InsertAsync(database, "local://tests.queue.to.come/", "tests.to.come.v1", "{}");
        await InsertAsync(database, QueueOf(typeof(PoisonHandler)), Poison.Alias, JsonSerializer.Serialize(Readable));

        var probe = await StartAsync(database);

        await probe.ReachAsync(1);
        await UntilAsync(database, "select count(*) = 1 from messaging.envelopes");
        (await database.ScalarAsync<Guid>("select id from messaging.envelopes where owner is null and attempts = 0")).ShouldBe(strange);
    }

    private static string QueueOf(Type handler) => $"local://{handler.FullName!.Replace('+', '.').ToLowerInvariant()}/";

    /// <summary>A database with its tables, and nobody at work.</summary>
    private async Task<WolverineDatabase> OpenAsync()
    {
        var database = await WolverineDatabase.CreateAsync(services);
        await (await database.StartAsync(new Probe(), Configure)).StopAsync();
        return database;
    }

    private static async Task<Probe> StartAsync(WolverineDatabase database)
    {
        var probe = new Probe();
        await database.StartAsync(probe, Configure);
        return probe;
    }

    private static void Configure(Wolverine.WolverineOptions options)
    {
        var gate = new Gate();
        gate.Open();
        options.Services.AddSingleton(gate);
        Include(options);
    }

    private static async Task<Guid> InsertAsync(WolverineDatabase database, string destination, string type, string body)
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            """
            insert into messaging.envelopes (id, destination, attempts, message_type, body, headers, conversation_id, sent_at)
            values ($1, $2, 0, $3, $4, '{}', $1, now())
            """,
            id, destination, type, Encoding.UTF8.GetBytes(body));
        return id;
    }

    private static async Task UntilAsync(WolverineDatabase database, string sql)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await database.ScalarAsync<bool>(sql))
            await Task.Delay(20, limit.Token);
    }
}
