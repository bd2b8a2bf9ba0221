using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Races.Things;

/// <summary>What signs in after the password: each success is a session more.</summary>
internal abstract class SecondStep : OneShot
{
    private int _before;

    /// <summary>Whose account it is, newly made.</summary>
    protected Guarded Owner { get; private set; } = null!;

    /// <summary>Of first steps.</summary>
    protected IReadOnlyList<string> Tokens { get; private set; } = [];

    public override async Task PrepareAsync(Arena arena, int uses)
    {
        Owner?.Dispose();
        var (person, client) = await arena.MemberAsync();
        Owner = await client.GuardAsync(person);
        Tokens = await Task.WhenAll(Enumerable.Range(0, TokensFor(uses)).Select(_ => arena.Client.FirstStepAsync(person.Email)));
        _before = await SessionsAsync();
    }

    public override async Task<Outcome?> UseAsync(Arena arena, int number)
    {
        var (token, code, method) = Step(number);
        return Outcome.Of(await ClientFor(arena, number).SecondStepAsync(token, code, method), $"{number}");
    }

    public override async Task<int> CountEffectsAsync(Arena arena, string? prize)
    {
        ((int)(await Owner.Client.CredentialsAsync())["recoveryCodesLeft"]!).ShouldBeInRange(Owner.RecoveryCodes.Length - 1, Owner.RecoveryCodes.Length);
        return await SessionsAsync() - _before;
    }

    public override ValueTask DisposeAsync()
    {
        Owner?.Dispose();
        return base.DisposeAsync();
    }

    protected abstract int TokensFor(int uses);

    protected abstract (string Token, string Code, string Method) Step(int number);

    private async Task<int> SessionsAsync() => JsonNode.Parse(await Owner.Client.GetStringAsync("/api/v1/auth/sessions"))!.AsArray().Count;
}
