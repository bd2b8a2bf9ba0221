using System.Net;
using System.Text.Json.Nodes;

namespace Monolith.Tests.Integration.Identity.Passkeys;

/// <summary>A passkey of before, and a challenge of before.</summary>
internal sealed class PasskeyWay() : TokenWay("passkey")
{
    private JsonObject _assertion = null!;

    public override IReadOnlyDictionary<string, string> Yields { get; } = By(
        active: Operator,
        unverified: InvalidCredentials,
        locked: Operator,
        barred: InvalidCredentials,
        letInAgain: Operator,
        passwordChanged: Operator,
        roleLost: Member,
        secondFactorRequired: Operator,
        roleAsksForIt: Operator,
        signedOutEverywhere: Operator);

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject)
    {
        using var client = await matrix.ClientAsync(subject);
        using var authenticator = new SoftwareAuthenticator();
        (await client.AddPasskeyAsync(authenticator)).Status.ShouldBe(HttpStatusCode.Created);
        _assertion = authenticator.Get(await matrix.Anybody.PasskeyOptionsAsync());
    }

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject) =>
        await matrix.OutcomeAsync(await matrix.Anybody.SendPasskeyAsync(_assertion));
}
