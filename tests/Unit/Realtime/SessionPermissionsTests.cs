using Monolith.Realtime.Domain;
using static Monolith.Tests.Unit.Realtime.SessionHarness;

namespace Monolith.Tests.Unit.Realtime;

public sealed class SessionPermissionsTests : IDisposable
{
    private static readonly Guid Ann = Guid.CreateVersion7();
    private static readonly Guid Bob = Guid.CreateVersion7();

    private readonly SessionHarness node = new();

    public void Dispose() => node.Dispose();

    [Fact]
    public async Task Other_roles_end_what_they_do_not_allow_and_nothing_else()
    {
        var ann = await FollowsUsersAsync(Ann);
        var bob = await FollowsUsersAsync(Bob);
        await SayAsync(ann, """{"id":3,"subscribe":{"channel":"monitoring"}}""");
        Heard(ann);

        await node.Permissions.ReassignAsync(new(Ann, ["monitoring.read"], 1));

        Heard(ann).ShouldHaveSingleItem().GetRawText()
            .ShouldBe("""{"push":{"channel":"users","unsubscribe":{"code":2501,"reason":"subscription expired"}}}""");
        Heard(bob).ShouldBeEmpty();
        node.Hub.Count(ChannelName.Users).ShouldBe(1);
        node.Hub.Count(ChannelName.Monitoring).ShouldBe(1);
        ann.Disconnection.ShouldBeNull();
    }

    [Fact]
    public async Task Late_news_of_an_earlier_change_is_no_news()
    {
        await FollowsUsersAsync(Ann);
        await node.Permissions.ReassignAsync(new(Ann, ["users.read"], 2));
        await node.Permissions.ReassignAsync(new(Ann, [], 1));
        node.Hub.Count(ChannelName.Users).ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_was_just_being_checked_is_held_to_the_news_too()
    {
        await node.Permissions.ReassignAsync(new(Ann, [], 1));
        await FollowsUsersAsync(Ann);
        await node.Permissions.WatchAsync(node.Clock.GetUtcNow());
        node.Hub.Count(ChannelName.Users).ShouldBe(0);

        node.Clock.Advance(TimeSpan.FromSeconds(6));
        await FollowsUsersAsync(Ann);
        await node.Permissions.WatchAsync(node.Clock.GetUtcNow());
        node.Hub.Count(ChannelName.Users).ShouldBe(1, "whoever comes later has a token of now");
    }

    [Fact]
    public async Task A_role_that_grants_less_counts_for_whoever_has_it()
    {
        node.Grants["reader"] = ["users.read"];
        await node.Permissions.ReassignAsync(new(Ann, ["reader"], 1));
        var ann = await FollowsUsersAsync(Ann);
        await node.Permissions.WatchAsync(node.Clock.GetUtcNow());
        await FollowsUsersAsync(Bob);
        Heard(ann);

        node.Grants["reader"] = [];
        await node.Permissions.RecheckAsync();

        Heard(ann).ShouldHaveSingleItem().GetProperty("push").GetProperty("unsubscribe").GetProperty("code").GetInt32().ShouldBe(2501);
        node.Hub.Count(ChannelName.Users).ShouldBe(1);
    }

    private async Task<Monolith.Realtime.Infrastructure.Sessions.ClientSession> FollowsUsersAsync(Guid userId)
    {
        var session = await node.ConnectAsync(userId, "users.read", "monitoring.read");
        await SayAsync(session, """{"id":2,"subscribe":{"channel":"users"}}""");
        Heard(session).ShouldHaveSingleItem();
        return session;
    }
}
