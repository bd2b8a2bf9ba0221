using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Races.Things;

/// <summary>It has one successor: everybody gets the same, until somebody uses that.</summary>
internal sealed class RefreshToken : OneShot
{
    private AuthAnswer _login = null!;

    /// <summary>Nobody comes too late.</summary>
    public override string[] Refusals => [];

    public override async Task PrepareAsync(Arena arena, int uses)
    {
        _login = await arena.Client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        _login.Status.ShouldBe(HttpStatusCode.OK);
    }

    public override async Task<Outcome?> UseAsync(Arena arena, int number)
    {
        var answer = await ClientFor(arena, number).RefreshAsync(_login.RefreshToken);
        return Outcome.Of(answer, (string?)answer.Json["refreshToken"] ?? string.Empty);
    }

    public override async Task<int> CountEffectsAsync(Arena arena, string? prize)
    {
        var successor = await arena.Clients[0].RefreshAsync(prize.ShouldNotBeNull());
        successor.Status.ShouldBe(HttpStatusCode.OK);
        (await arena.Clients[1].RefreshAsync(_login.RefreshToken)).Code.ShouldBe("identity.refresh_reused", "the successor was used");
        foreach (var node in arena.Clients)
        {
            (await node.RefreshAsync(successor.RefreshToken)).Code.ShouldBe("identity.refresh_invalid", "the session has ended");
            await node.UntilRefusedAsync(successor.AccessToken);
        }

        return 1;
    }
}
