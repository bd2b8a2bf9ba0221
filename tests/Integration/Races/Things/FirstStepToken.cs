namespace Monolith.Tests.Integration.Races.Things;

/// <summary>The token of one first step, with every code that is good.</summary>
internal sealed class FirstStepToken : SecondStep
{
    private (string Code, string Method)[] _codes = [];

    /// <summary>Who looks after the token before it is used up, and after the code thereafter, hears that the code was used.</summary>
    public override string[] Refusals => ["identity.mfa_expired", "identity.invalid_code"];

    public override async Task PrepareAsync(Arena arena, int uses)
    {
        await base.PrepareAsync(arena, uses);
        _codes =
        [
            .. Owner.RecoveryCodes.Select(code => (code, "recoveryCode")),
            .. Enumerable.Range(0, 2).Select(steps => (Owner.App.Code(steps), "totp")),
        ];
    }

    protected override int TokensFor(int uses) => 1;

    protected override (string Token, string Code, string Method) Step(int number)
    {
        var (code, method) = _codes[number % _codes.Length];
        return (Tokens[0], code, method);
    }
}
