using Monolith.Identity.Domain;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

/// <summary>A link from the console that is good still, in an installation that has its administrator.</summary>
internal sealed class SetUpWay() : TokenWay("first administrator's link")
{
    private const string Refused = "409 identity.already_set_up";

    public override IReadOnlyDictionary<string, string> Yields { get; } =
        By(Refused, Refused, Refused, Refused, Refused, Refused, Refused, Refused, Refused, Refused);

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject)
    {
        var token = await matrix.TicketAsync(TicketPurpose.SetUp, account: null);
        var body = new { token, email = subject.Email, password = "yet another long and quiet sentence", displayName = "Root" };
        return await matrix.OutcomeAsync(await matrix.Anybody.PostAuthAsync("setup", body));
    }
}

/// <summary>By an access token that was got before.</summary>
internal abstract class SessionWay(string name) : TokenWay(name)
{
    protected string AccessToken { get; private set; } = null!;

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject) => AccessToken = (await matrix.SignInAsync(subject)).AccessToken;

    protected static Dictionary<string, string> By(string locked, string secondFactorRequired, string roleAsksForIt = OperatorWithout) => By(
        active: Operator,
        unverified: Unauthenticated,
        locked,
        barred: Unauthenticated,
        letInAgain: Unauthenticated,
        passwordChanged: Unauthenticated,
        roleLost: Unauthenticated,
        secondFactorRequired,
        roleAsksForIt,
        signedOutEverywhere: Unauthenticated);
}

internal sealed class AccessTokenWay() : SessionWay("access token in use")
{
    public override bool TakesASecond => true;

    public override IReadOnlyDictionary<string, string> Yields { get; } = By(locked: Operator, secondFactorRequired: Operator);

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject)
    {
        await base.PrepareAsync(matrix, subject);
        (await TryAsync(matrix, subject)).ShouldBe(Operator);
    }

    public override Task<string> TryAsync(TokenMatrix matrix, Subject subject) => matrix.WorthAsync(AccessToken);
}

internal sealed class ReauthenticateWay() : SessionWay("reauthentication")
{
    public override IReadOnlyDictionary<string, string> Yields { get; } =
        By(locked: "400 identity.wrong_password", secondFactorRequired: "400 identity.code_needed");

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject) => await matrix.OutcomeAsync(
        await matrix.Anybody.PostAuthAsync("reauthenticate", new { password = People.Password }, ("Authorization", $"Bearer {AccessToken}")));
}

internal sealed class MakeApiTokenWay() : SessionWay("making an API token")
{
    public override IReadOnlyDictionary<string, string> Yields { get; } =
        By(locked: Operator, secondFactorRequired: Operator, roleAsksForIt: "403 request.forbidden");

    public override async Task<string> TryAsync(TokenMatrix matrix, Subject subject)
    {
        var body = new { name = "nightly report", scopes = ApiTokenWay.Scopes, expiresAt = TimeProvider.System.GetUtcNow().AddDays(1) };
        return await matrix.OutcomeAsync(await matrix.Anybody.PostAuthAsync("tokens", body, ("Authorization", $"Bearer {AccessToken}")));
    }
}

/// <summary>Made from no password and part of no session, so it outlives both; it ends when its owner is kept out.</summary>
internal sealed class ApiTokenWay() : TokenWay("API token in use")
{
    public static readonly string[] Scopes = ["profile.read", "monitoring.read", "monitoring.manage"];

    private string _token = null!;

    public override bool TakesASecond => true;

    public override IReadOnlyDictionary<string, string> Yields { get; } = By(
        active: Operator,
        unverified: Unauthenticated,
        locked: Operator,
        barred: Unauthenticated,
        letInAgain: Unauthenticated,
        passwordChanged: Operator,
        roleLost: Member,
        secondFactorRequired: Operator,
        roleAsksForIt: OperatorWithout,
        signedOutEverywhere: Operator);

    public override async Task PrepareAsync(TokenMatrix matrix, Subject subject)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (stored, token) = PersonalAccessToken.Create(subject.Id, "nightly report", Scopes, withSecondFactor: false, now.AddDays(1), now);
        await matrix.StoreAsync(session => session.Insert(stored));
        _token = token.Encode();
        (await TryAsync(matrix, subject)).ShouldBe(Operator);
    }

    public override Task<string> TryAsync(TokenMatrix matrix, Subject subject) => matrix.WorthAsync(_token);
}
