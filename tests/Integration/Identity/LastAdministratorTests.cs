using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Users;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Two administrators who are about to be the last race each other on two nodes: one stays.</summary>
public sealed class LastAdministratorTests(LastAdministratorTests.Pair pair) : IClassFixture<LastAdministratorTests.Pair>
{
    [Fact]
    public async Task Of_two_administrators_who_take_the_role_from_each_other_at_the_same_time_one_stays()
    {
        for (var round = 0; round < 10; round++)
        {
            var (winner, left) = await RaceAsync(round, (administrator, other) => administrator.AssignAsync(other, "*", "member"));
            using var client = left;
            (await left.AssignAsync(pair.Ids[winner], "*", "member")).Code.ShouldBe("identity.last_admin");
            await left.GiveAsync(pair.Ids[1 - winner], "admin");
        }
    }

    [Fact]
    public async Task Of_two_administrators_who_suspend_each_other_at_the_same_time_one_stays()
    {
        for (var round = 0; round < 5; round++)
        {
            var (winner, left) = await RaceAsync(round, (administrator, other) => administrator.ChangeStatusAsync(other, "suspend"));
            using var client = left;
            (await left.ChangeStatusAsync(pair.Ids[winner], "suspend")).Code.ShouldBe("identity.last_admin");
            (await left.ChangeStatusAsync(pair.Ids[1 - winner], "reactivate")).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    /// <returns>Who has won, signed in anew.</returns>
    private async Task<(int Winner, HttpClient Left)> RaceAsync(int round, Func<HttpClient, Guid, Task<RoleAnswer>> attack)
    {
        using var first = await pair.SignInAsync(0);
        using var second = await pair.SignInAsync(1);
        using var start = new Barrier(2);
        var outcomes = await Task.WhenAll(Task.Run(() => AttackAsync(first, pair.Ids[1])), Task.Run(() => AttackAsync(second, pair.Ids[0])));
        outcomes.Count(outcome => outcome == HttpStatusCode.OK).ShouldBe(1, $"round {round}: {string.Join(", ", outcomes)}");
        outcomes.Count(outcome => outcome is HttpStatusCode.Conflict or HttpStatusCode.Unauthorized).ShouldBe(1);
        var winner = outcomes[0] == HttpStatusCode.OK ? 0 : 1;
        return (winner, await pair.SignInAsync(winner));

        async Task<HttpStatusCode> AttackAsync(HttpClient administrator, Guid other)
        {
            start.SignalAndWait();
            return (await attack(administrator, other)).Status;
        }
    }

    /// <summary>An installation with two administrators and nobody else who is one, each at a node.</summary>
    public sealed class Pair(Services services) : IAsyncLifetime
    {
        private TwoNodes _nodes = null!;
        private string _email = null!;

        public Guid[] Ids { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            _nodes = await TwoNodes.StartAsync(services);
            using var first = await _nodes.Here.AdminAsync();
            var (person, id, second) = await _nodes.Here.PersonAsync(first, "admin");
            second.Dispose();
            (_email, Ids) = (person.Email, [await first.OwnIdAsync(), id]);
        }

        public Task<HttpClient> SignInAsync(int who) => who == 0 ? _nodes.Here.AdminAsync() : _nodes.There.SignInAsync(_email, People.Password);

        public ValueTask DisposeAsync() => _nodes.DisposeAsync();
    }
}
