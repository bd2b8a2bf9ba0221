using System.Net;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Personal access tokens on two nodes that share PostgreSQL and Redis, and without Redis.</summary>
public sealed class PersonalAccessTokenNodesTests(BothNodes nodes, Services services) : IClassFixture<BothNodes>
{
    private const string People = "/api/v1/users";
    private const string Requests = "/api/v1/monitoring/requests";

    [Fact]
    public async Task What_one_node_revokes_the_other_refuses()
    {
        using var admin = await nodes.Here.AdminAsync();
        var token = await admin.CreateTokenAsync("users.read");
        using var here = nodes.Here.Program(token.Text);
        using var there = nodes.There.Program(token.Text);
        foreach (var node in new[] { here, there })
            (await node.StatusAsync(People)).ShouldBe(HttpStatusCode.OK);

        await admin.RevokeTokenAsync(token);

        foreach (var node in new[] { here, there })
            await node.UntilAsync(People, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task While_redis_is_away_tokens_are_made_used_and_revoked_and_lose_what_their_owner_loses()
    {
        await using var alone = await TwoNodes.StartAsync(services);
        using var admin = await alone.Here.AdminAsync();
        using var owner = await alone.Here.WithRoleAsync("operator");
        var before = await admin.CreateTokenAsync("users.read");
        using var limited = alone.There.Program((await owner.CreateTokenAsync("monitoring.read")).Text);
        (await limited.StatusAsync(Requests)).ShouldBe(HttpStatusCode.OK);

        await alone.WithoutRedisAsync(async () =>
        {
            var during = await admin.CreateTokenAsync("users.read");
            foreach (var token in new[] { before, during })
            {
                using var there = alone.There.Program(token.Text);
                (await there.StatusAsync(People)).ShouldBe(HttpStatusCode.OK);
                await admin.RevokeTokenAsync(token);
                await there.UntilAsync(People, HttpStatusCode.Unauthorized);
            }

            await alone.Here.ChangeAccountAsync(owner, "Roles", """["member"]""");
            await limited.UntilAsync(Requests, HttpStatusCode.Forbidden);
        });

        using var still = alone.There.Program(before.Text);
        (await still.StatusAsync(People)).ShouldBe(HttpStatusCode.Unauthorized);
        (await limited.StatusAsync(Requests)).ShouldBe(HttpStatusCode.Forbidden);
    }
}
