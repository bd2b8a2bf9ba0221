using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.EndToEnd.Fixture;

/// <summary>An installation of two hosts on one PostgreSQL and one Redis, with an administrator; each test has people of its own.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    public const string Administrator = "grace@nodes.test";

    private readonly Stack<IAsyncDisposable> parts = new();

    internal Node Here { get; private set; } = null!;

    internal Node There { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var postgres = Keep(await PostgresServer.StartAsync());
        var redis = Keep(RedisServer.Start());
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
            Here = Keep(await Node.StartAsync(address, settings));
            There = Keep(await starting);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
            await part.DisposeAsync();
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }
}
