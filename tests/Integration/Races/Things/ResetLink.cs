using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Races.Things;

/// <summary>Everybody brings a password of his own, and one signs in from then on.</summary>
internal sealed class ResetLink : OneShot
{
    private string _email = string.Empty;
    private string _token = string.Empty;
    private string[] _passwords = [];

    public override string[] Refusals => ["identity.invalid_token"];

    public override async Task PrepareAsync(Arena arena, int uses)
    {
        _email = (await arena.RegisterAsync()).Person.Email;
        (await arena.Client.PostAuthAsync("password/forgot", new { email = _email })).Status.ShouldBe(HttpStatusCode.Accepted);
        _token = await arena.MailedTokenAsync(_email, "/reset-password#token=");
        _passwords = [.. Enumerable.Range(0, uses).Select(number => $"another long and quiet sentence {number}")];
    }

    public override async Task<Outcome?> UseAsync(Arena arena, int number)
    {
        var newPassword = _passwords[number];
        return Outcome.Of(await ClientFor(arena, number).PostAuthAsync("password/reset", new { token = _token, newPassword }), newPassword);
    }

    public override async Task<int> CountEffectsAsync(Arena arena, string? prize)
    {
        if (prize is not null)
            (await arena.CountSignInsAsync([(_email, prize)])).ShouldBe(1);
        return await arena.CountSignInsAsync(_passwords.Append(People.Password).Select(password => (_email, password)));
    }
}
