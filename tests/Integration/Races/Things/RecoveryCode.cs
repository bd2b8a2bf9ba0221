namespace Monolith.Tests.Integration.Races.Things;

/// <summary>One recovery code, for many first steps.</summary>
internal sealed class RecoveryCode : SecondStep
{
    public override string[] Refusals => ["identity.invalid_code"];

    /// <summary>The first step is used up with the code.</summary>
    public override string[] RefusalsOfWhoComesAgain => ["identity.mfa_expired"];

    protected override int TokensFor(int uses) => uses;

    protected override (string Token, string Code, string Method) Step(int number) => (Tokens[number], Owner.RecoveryCodes[0], "recoveryCode");
}
