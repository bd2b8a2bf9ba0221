namespace Monolith.Tests.Integration.Races.Things;

/// <summary>One code of an authenticator app, for many first steps.</summary>
internal sealed class AuthenticatorCode : SecondStep
{
    private string _code = string.Empty;

    public override string[] Refusals => ["identity.invalid_code"];

    /// <summary>The first step is used up with the code.</summary>
    public override string[] RefusalsOfWhoComesAgain => ["identity.mfa_expired"];

    public override async Task PrepareAsync(Arena arena, int uses)
    {
        await base.PrepareAsync(arena, uses);
        _code = Owner.App.Code();
    }

    protected override int TokensFor(int uses) => uses;

    protected override (string Token, string Code, string Method) Step(int number) => (Tokens[number], _code, "totp");
}
