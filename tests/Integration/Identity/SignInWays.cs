using System.Net;
using Monolith.Identity.Domain;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity.External;

namespace Monolith.Tests.Integration.Identity;

internal sealed class PasswordWay() : TokenWay("password")
{
    public override IReadOnlyDictionary<string, string> Yields { get; } = By(
        active: Operator,
        unverified: InvalidCredentials,
        locked: InvalidCredentials,
        barred: InvalidCredentials,
        letInAgain: Operator,
        passwordChanged: InvalidCredentials,
        roleLost: Member,
        secondFactorRequired: AskedForCode,
        roleAsksForIt: OperatorWithout,
        signedOutEverywhere: Operator);

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject) =>
        await matrix.OutcomeAsync(await matrix.Anybody.LoginAsync(subject.Email, People.Password));
}

/// <summary>The second step of a sign-in whose first was taken before.</summary>
internal abstract class SecondStepWay(string name, string method) : TokenWay(name)
{
    private const string Expired = "401 identity.mfa_expired";

    private string _token = null!;

    public override bool HasAuthenticator => true;

    public override IReadOnlyDictionary<string, string> Yields { get; } = By(
        active: Operator,
        unverified: InvalidCredentials,
        locked: "401 identity.invalid_code",
        barred: Expired,
        letInAgain: Expired,
        passwordChanged: Expired,
        roleLost: Member,
        secondFactorRequired: NotApplicable + "this way has one in every state",
        roleAsksForIt: Operator,
        signedOutEverywhere: Operator);

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject) => _token = await matrix.Anybody.FirstStepAsync(subject.Email);

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject) =>
        await matrix.OutcomeAsync(await matrix.Anybody.SecondStepAsync(_token, CodeOf(subject), method));

    protected abstract string CodeOf(Subject subject);
}

internal sealed class AuthenticatorWay() : SecondStepWay("password and a code of the app", "totp")
{
    protected override string CodeOf(Subject subject) => subject.App!.Code();
}

internal sealed class RecoveryCodeWay() : SecondStepWay("password and a recovery code", "recoveryCode")
{
    protected override string CodeOf(Subject subject) => subject.RecoveryCodes[0];
}

internal sealed class RefreshWay() : TokenWay("refresh token")
{
    private const string Ended = "401 identity.refresh_invalid";

    private string _token = null!;

    public override IReadOnlyDictionary<string, string> Yields { get; } = By(
        active: Operator,
        unverified: Ended,
        locked: Operator,
        barred: Ended,
        letInAgain: Ended,
        passwordChanged: Ended,
        roleLost: Member,
        secondFactorRequired: Operator,
        roleAsksForIt: OperatorWithout,
        signedOutEverywhere: Ended);

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject) => _token = (await matrix.SignInAsync(subject)).RefreshToken;

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject) =>
        await matrix.OutcomeAsync(await matrix.Anybody.RefreshAsync(_token));
}

/// <summary>Goes to the provider before, and comes back with its answer afterwards.</summary>
internal abstract class ProviderWay(string name) : TokenWay(name)
{
    private readonly CookieContainer _cookies = new();
    private Uri _callback = null!;

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject)
    {
        using var visitor = new ExternalVisitor(matrix.Host, _cookies);
        _callback = await OpenIdProvider.VisitAsync(await visitor.StartAsync(OpenIdProvider.Name), subject.Email);
    }

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject)
    {
        using var visitor = new ExternalVisitor(matrix.Host, _cookies);
        var location = await visitor.ReturnAsync(_callback);
        if (ExternalVisitor.ErrorIn(location) is { } code)
            return $"led to {code}";
        return await visitor.RestoreAsync() is { } token ? await matrix.WorthAsync(token)
            : location.ToString().Contains("methods=totp", StringComparison.Ordinal) ? AskedForCode
            : Done;
    }

    /// <summary>Whoever is erased is somebody new to the provider's word, and signs up.</summary>
    protected static Dictionary<string, string> By(string unverified) => By(
        active: Operator,
        unverified,
        locked: Operator,
        barred: "led to identity.invalid_credentials",
        letInAgain: Operator,
        passwordChanged: Operator,
        roleLost: Member,
        secondFactorRequired: AskedForCode,
        roleAsksForIt: OperatorWithout,
        signedOutEverywhere: Operator,
        erased: Member);
}

internal sealed class LinkedProviderWay() : ProviderWay("linked provider")
{
    public override IReadOnlyDictionary<string, string> Yields { get; } = By(unverified: "led to identity.invalid_credentials");

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject)
    {
        var identity = new ExternalIdentity(OpenIdProvider.Name, matrix.Issuer, subject.Email, subject.Email, IsEmailVerified: true, "Ada Lovelace");
        await matrix.StoreAsync(session => session.Insert(ExternalLogin.Link(subject.Account, identity, TimeProvider.System.GetUtcNow())));
        await base.PrepareAsync(matrix, subject);
    }
}

internal sealed class SameAddressProviderWay() : ProviderWay("provider that knows the same address")
{
    public override IReadOnlyDictionary<string, string> Yields { get; } = By(unverified: "led to identity.external_link_first");
}

/// <summary>The mailed link signs nobody in: what counts is whether the new password does.</summary>
internal sealed class ResetLinkWay() : TokenWay("reset link")
{
    private const string Password = "yet another long and quiet sentence";
    private const string Void = "400 identity.invalid_token";

    private string _token = null!;

    public override IReadOnlyDictionary<string, string> Yields { get; } = By(
        active: $"{Done}; then {Operator}",
        unverified: $"{Done}; then {Operator}",
        locked: $"{Done}; then {Operator}",
        barred: Void,
        letInAgain: Void,
        passwordChanged: Void,
        roleLost: $"{Done}; then {Member}",
        secondFactorRequired: Void,
        roleAsksForIt: $"{Done}; then {OperatorWithout}",
        signedOutEverywhere: $"{Done}; then {Operator}");

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject) =>
        _token = await matrix.TicketAsync(TicketPurpose.ResetPassword, subject.Account);

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject)
    {
        var reset = await matrix.Anybody.PostAuthAsync("password/reset", new { token = _token, newPassword = Password });
        var outcome = await matrix.OutcomeAsync(reset);
        return reset.Status == HttpStatusCode.NoContent
            ? $"{outcome}; then {await matrix.OutcomeAsync(await matrix.Anybody.LoginAsync(subject.Email, Password))}"
            : outcome;
    }
}

internal sealed class VerificationLinkWay() : TokenWay("verification link")
{
    private const string Void = "400 identity.invalid_token";

    private string _token = null!;

    public override IReadOnlyDictionary<string, string> Yields { get; } = By(
        active: Done,
        unverified: Done,
        locked: Done,
        barred: Void,
        letInAgain: Void,
        passwordChanged: Void,
        roleLost: Done,
        secondFactorRequired: Void,
        roleAsksForIt: Done,
        signedOutEverywhere: Done);

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject) =>
        _token = await matrix.TicketAsync(TicketPurpose.VerifyEmail, subject.Account);

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject) =>
        await matrix.OutcomeAsync(await matrix.Anybody.PostAuthAsync("email/verify", new { token = _token }));
}
