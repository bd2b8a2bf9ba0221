using System.Net;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Npgsql;

namespace Monolith.Tests.Integration.Races.Things;

/// <summary>The address is confirmed, and the audit trail says so, once.</summary>
internal sealed class VerificationLink : OneShot
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private string _email = string.Empty;
    private string _token = string.Empty;

    public override string[] Refusals => ["identity.invalid_token"];

    public override async Task PrepareAsync(Arena arena, int uses)
    {
        var (person, token) = await arena.RegisterAsync();
        (_email, _token) = (person.Email, token);
    }

    public override async Task<Outcome?> UseAsync(Arena arena, int number) =>
        Outcome.Of(await ClientFor(arena, number).PostAuthAsync("email/verify", new { token = _token }), $"{number}");

    public override async Task<int> CountEffectsAsync(Arena arena, string? prize)
    {
        var login = await arena.Client.LoginAsync(_email, People.Password);
        login.Status.ShouldBe(HttpStatusCode.OK);
        await using var source = NpgsqlDataSource.Create(arena.Nodes[0].ConnectionString);
        await using var count = source.CreateCommand(
            "select count(*) from monitoring.mt_doc_auditentry where data ->> 'Kind' = 'email-verified' and data ->> 'AccountId' = $1");
        count.Parameters.Add(new() { Value = (string)login.Json["user"]!["id"]! });
        // The entry comes as a message.
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if ((long)(await count.ExecuteScalarAsync(patience.Token))! is var entries and > 0)
                return (int)entries;
            await Task.Delay(BetweenLooks, patience.Token);
        }
    }
}
