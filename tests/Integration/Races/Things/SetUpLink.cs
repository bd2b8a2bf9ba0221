using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Infrastructure;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Races.Things;

/// <summary>The links that the nodes have printed: with whichever, there is one first administrator.</summary>
internal sealed class SetUpLink : OneShot
{
    private string[] _tokens = [];
    private string[] _emails = [];

    public override string[] Refusals => ["identity.already_set_up", "identity.invalid_token"];

    public override bool IsOncePerInstallation => true;

    public override Task<Dictionary<string, string?>> SettingsAsync() => Task.FromResult(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["MONOLITH_ADMIN_EMAIL"] = null,
        ["MONOLITH_ADMIN_PASSWORD"] = null,
    });

    public override Task PrepareAsync(Arena arena, int uses)
    {
        _tokens = [.. arena.Nodes.Select(node => node.Services.GetRequiredService<IdentityStartup>().Notice.ShouldNotBeNull().Split("/setup#token=")[1])];
        _emails = [.. Enumerable.Range(0, uses).Select(_ => People.NewEmail())];
        return Task.CompletedTask;
    }

    public override async Task<Outcome?> UseAsync(Arena arena, int number)
    {
        var (token, email) = (_tokens[number % _tokens.Length], _emails[number]);
        return Outcome.Of(
            await ClientFor(arena, number).PostAuthAsync("setup", new { token, email, password = People.Password, displayName = "Root" }, ("X-Token-Delivery", "body")),
            email);
    }

    public override async Task<int> CountEffectsAsync(Arena arena, string? prize)
    {
        if (prize is not null)
            (await arena.CountSignInsAsync([(prize, People.Password)])).ShouldBe(1);
        return await arena.CountSignInsAsync(_emails.Select(email => (email, People.Password)));
    }
}
