using System.Net.Http.Json;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Crash;

/// <summary>Every acknowledged command has its effects exactly once, and no command has them by halves, whoever is killed when.</summary>
[Trait("soak", "crash")]
[TakesLong]
public sealed class CrashSubstituteOnlyTests(CrashSafePostgres postgres) : IClassFixture<CrashSafePostgres>
{
    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_only_node_is_killed_again_and_again()
    {
        var rounds = Soak.Size(amongTests: 2, full: 30);
        await using var scene = await OpenAsync("alone");
        for (var round = 0; round < rounds; round++)
            await scene.KillAsync(scene.Places[0]);

        await ConcludeAsync(scene, "one node", rounds, scene.Kills);
    }

    [Fact]
    public async Task Nothing_is_lost_doubled_or_handled_by_two_when_one_of_two_nodes_is_killed_again_and_again()
    {
        var rounds = Soak.Size(amongTests: 2, full: 20);
        await using var scene = await OpenAsync("survivor", "victim");
        for (var round = 0; round < rounds; round++)
            await scene.KillAsync(scene.Places[1]);

        await ConcludeAsync(scene, "two nodes", rounds, scene.Kills);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_PostgreSQL_restarts_and_the_nodes_go_on_by_themselves()
    {
        var rounds = Soak.Size(amongTests: 1, full: 5);
        await using var scene = await OpenAsync("one", "other");
        for (var round = 1; round <= rounds; round++)
        {
            // At last for longer than a node may be silent: then nobody knows who lives.
            var absence = TimeSpan.FromSeconds(round == 5 ? 8 : 0);
            foreach (var mode in new[] { "fast", "immediate" })
            {
                await scene.PeaceAsync();
                await postgres.RestartAsync(mode, absence);
            }
        }

        await ConcludeAsync(scene, "PostgreSQL restarted", rounds, $"{rounds} fast, {rounds} immediate");
        scene.Deaths.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_who_was_told_that_he_is_registered_is_missing_when_the_product_is_killed_again_and_again()
    {
        var rounds = Soak.Size(amongTests: 1, full: 8);
        await using var scene = await Product.OpenAsync(await postgres.CreateDatabaseAsync());
        for (var round = 0; round < rounds; round++)
            await scene.KillAsync(scene.Places[0]);

        await scene.SettleAsync();
        (await Product.FindMistakesAsync(scene.Database, scene.Customers.Acknowledged)).ShouldBeEmpty();
        await scene.ReportAsync("the product", rounds, scene.Kills, await Product.CountEffectsAsync(scene.Database));
    }

    private static async Task ConcludeAsync(Scene scene, string harness, int rounds, string kills)
    {
        await scene.SettleAsync();
        var books = new Books(scene.Database);
        (await books.FindMistakesAsync(scene.Customers.Acknowledged)).ShouldBeEmpty();
        (await books.FindOverlapsAsync(scene.Deaths)).ShouldBeEmpty();
        await scene.ReportAsync(harness, rounds, kills, await books.CountEffectsAsync());
    }

    private async Task<Scene> OpenAsync(params string[] names)
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        HostProcess Launch(string node) => HostProcess.StartNode(
            new Dictionary<string, string?> { ["ConnectionStrings:Postgres"] = connectionString, ["Node"] = node });
        return await Scene.OpenAsync(
            connectionString,
            [.. names.Select(name => new NodePlace(name, Launch))],
            (client, address, id) => client.PostAsJsonAsync(new Uri(address, "/orders"), new { id, amount = 1 + (id.GetHashCode() & 0xFF) }));
    }
}
