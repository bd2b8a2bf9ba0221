namespace Monolith.Tests.Integration.Fixture;

/// <summary>Two nodes that share a database and a Redis of their own, which may be away for a while.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private TwoNodes(RedisServer redis, MonolithHost here, MonolithHost there) => (Redis, Here, There) = (redis, here, there);

    public RedisServer Redis { get; private set; }

    public MonolithHost Here { get; }

    public MonolithHost There { get; }

    /// <param name="overrides">Settings that both need; another database among them, if it is not to be one of the run's.</param>
    public static async Task<TwoNodes> StartAsync(Services services, params (string Key, string? Value)[] overrides)
    {
        var redis = RedisServer.Start();
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ConnectionStrings:Redis"] = redis.ConnectionString };
        foreach (var (key, value) in overrides)
            settings[key] = value;
        if (!settings.ContainsKey("ConnectionStrings:Postgres"))
            settings["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync();
        return new(redis, await MonolithHost.StartAsync(services, settings), await MonolithHost.StartAsync(services, settings));
    }

    /// <summary>Redis dies, something happens, and Redis comes back where it was, with nothing in its memory.</summary>
    public async Task WithoutRedisAsync(Func<Task> meanwhile)
    {
        await Redis.DisposeAsync();
        try
        {
            await meanwhile();
        }
        finally
        {
            Redis = RedisServer.Start(Redis.Port);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await There.DisposeAsync();
        await Here.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
