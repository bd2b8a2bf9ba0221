using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Races.Things;

/// <summary>Everybody brings a password of his own, and one signs in from then on.</summary>
internal sealed class InvitationLink : OneShot
{
    private string _email = string.Empty;
    private string _token = string.Empty;
    private string[] _passwords = [];

    public override string[] Refusals => ["identity.invalid_token"];

    public override async Task PrepareAsync(Arena arena, int uses)
    {
        _email = People.NewEmail();
        using var admin = await arena.Nodes[0].AdminAsync();
        (await admin.AskAsync(HttpMethod.Post, "users", new { email = _email, displayName = "Ada Lovelace" })).Status.ShouldBe(HttpStatusCode.Created);
        _token = await arena.MailedTokenAsync(_email, "/accept-invitation#token=");
        _passwords = [.. Enumerable.Range(0, uses).Select(number => $"another long and quiet sentence {number}")];
    }

    public override async Task<Outcome?> UseAsync(Arena arena, int number)
    {
        var password = _passwords[number];
        return Outcome.Of(await ClientFor(arena, number).PostAuthAsync("invitation", new { token = _token, password }), password);
    }

    public override async Task<int> CountEffectsAsync(Arena arena, string? prize)
    {
        if (prize is not null)
            (await arena.CountSignInsAsync([(_email, prize)])).ShouldBe(1);
        return await arena.CountSignInsAsync(_passwords.Select(password => (_email, password)));
    }
}
