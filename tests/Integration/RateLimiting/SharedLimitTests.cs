using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.RateLimiting;

/// <summary>Two nodes with one Redis limit as one; without it each goes on limiting by itself.</summary>
public sealed class SharedLimitTests(Services services) : IAsyncLifetime
{
    private const int Permits = 4;

    private TwoNodes _nodes = null!;

    public async ValueTask InitializeAsync() => _nodes = await TwoNodes.StartAsync(services, ("RateLimits:Accounts:Permits", $"{Permits}"));

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task What_is_used_up_on_one_node_is_used_up_on_the_other_and_who_is_known_to_one_is_known_to_both()
    {
        using var here = _nodes.Here.CreateClient();
        using var there = _nodes.There.CreateClient();
        (await here.LoginFromAsync("192.0.2.1", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        for (var i = 1; i < Permits; i++)
            (await there.LoginFromAsync($"198.51.100.{i}", "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        foreach (var node in new[] { here, there })
        {
            (await node.LoginFromAsync("198.51.100.200", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
            (await node.LoginFromAsync("192.0.2.1", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Without_redis_each_node_limits_by_itself_and_lets_people_in()
    {
        using var here = _nodes.Here.CreateClient();
        await _nodes.WithoutRedisAsync(async () =>
        {
            (await here.LoginFromAsync("192.0.2.1", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
            for (var i = 1; i < Permits; i++)
                (await here.LoginFromAsync($"198.51.100.{i}", "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await here.LoginFromAsync("198.51.100.200", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
            (await here.LoginFromAsync("192.0.2.1", MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        });
    }
}
