using System.Net;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Identity.Passkeys;

namespace Monolith.Tests.Integration.Races.Things;

/// <summary>A passkey's answer to one challenge: each success is a session more.</summary>
internal sealed class PasskeyAnswer : OneShot
{
    private HttpClient? _owner;
    private string _answer = string.Empty;
    private int _before;

    public override string[] Refusals => ["identity.invalid_credentials"];

    public override async Task PrepareAsync(Arena arena, int uses)
    {
        _owner?.Dispose();
        (_, _owner) = await arena.MemberAsync();
        using var authenticator = new SoftwareAuthenticator();
        (await _owner.AddPasskeyAsync(authenticator)).Status.ShouldBe(HttpStatusCode.Created);
        _answer = authenticator.Get(await arena.Client.PasskeyOptionsAsync()).ToJsonString();
        _before = await SessionsAsync();
    }

    public override async Task<Outcome?> UseAsync(Arena arena, int number) =>
        Outcome.Of(await ClientFor(arena, number).SendPasskeyAsync(JsonNode.Parse(_answer)!.AsObject()), $"{number}");

    public override async Task<int> CountEffectsAsync(Arena arena, string? prize) => await SessionsAsync() - _before;

    public override ValueTask DisposeAsync()
    {
        _owner?.Dispose();
        return base.DisposeAsync();
    }

    private async Task<int> SessionsAsync() => JsonNode.Parse(await _owner!.GetStringAsync("/api/v1/auth/sessions"))!.AsArray().Count;
}
