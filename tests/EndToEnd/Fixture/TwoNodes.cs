using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.EndToEnd.Fixture;

/// <summary>An installation of two hosts on one PostgreSQL and one Redis, with an administrator.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    public const string Administrator = "grace@nodes.test";

    private readonly PostgresServer sharedPostgres;
    private readonly RedisServer sharedRedis;

    private TwoNodes(PostgresServer postgres, RedisServer redis, Node here, Node there) =>
        (sharedPostgres, sharedRedis, Here, There) = (postgres, redis, here, there);

    public Node Here { get; }

    public Node There { get; }

    public static async Task<TwoNodes> StartAsync()
    {
        var postgres = await PostgresServer.StartAsync();
        var redis = RedisServer.Start();
        var address = Node.FreeAddress();
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings:Postgres"] = postgres.ConnectionString,
            ["ConnectionStrings:Redis"] = redis.ConnectionString,
            // One installation has one address for people, however many nodes it has.
            ["PublicUrl"] = Node.Origin(address),
            ["MONOLITH_ADMIN_EMAIL"] = Administrator,
            ["MONOLITH_ADMIN_PASSWORD"] = Steps.Password,
        };
        try
        {
            var starting = Node.StartAsync(Node.FreeAddress(), settings);
            var here = await Node.StartAsync(address, settings);
            return new(postgres, redis, here, await starting);
        }
        catch
        {
            await redis.DisposeAsync();
            await postgres.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await There.DisposeAsync();
        await Here.DisposeAsync();
        await sharedRedis.DisposeAsync();
        await sharedPostgres.DisposeAsync();
    }
}
