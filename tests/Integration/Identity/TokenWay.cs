using static Monolith.Tests.Integration.Identity.AccountState;

namespace Monolith.Tests.Integration.Identity;

/// <summary>A way to get a token, or to use one. A new one is one more class, wherever it lies; it says what it yields in every state.</summary>
internal abstract class TokenWay(string name)
{
    /// <summary>Begins what stands in the place of an outcome where there can be none, with the reason.</summary>
    public const string NotApplicable = "not applicable: ";

    protected const string Operator = "a token of operator for monitoring.manage and monitoring.read";
    protected const string OperatorWithout = "a token of operator for nothing";
    protected const string Member = "a token of member for nothing";
    protected const string InvalidCredentials = "401 identity.invalid_credentials";
    protected const string Unauthenticated = "401 request.unauthenticated";
    protected const string AskedForCode = "asked for the second factor";
    protected const string Done = "done, no token";

    /// <summary>A fresh one each time: it may carry something from its beginning to its end.</summary>
    public static IReadOnlyDictionary<string, Func<TokenWay>> All { get; } =
        MatrixParts.Makers<TokenWay>().ToDictionary(make => make().Name, StringComparer.Ordinal);

    public string Name => name;

    /// <summary>By the names of the states.</summary>
    public abstract IReadOnlyDictionary<string, string> Yields { get; }

    /// <summary>Whether the account asks for a second factor from the start.</summary>
    public virtual bool HasAuthenticator => false;

    /// <summary>Whether nodes may go on for a second with what they knew; then it is tried again until then.</summary>
    public virtual bool TakesASecond => false;

    /// <summary>What happens while the account is active still.</summary>
    public virtual Task PrepareAsync(TokenMatrix matrix, Subject subject) => Task.CompletedTask;

    public abstract Task<string> TryAsync(TokenMatrix matrix, Subject subject);

    /// <summary>What becomes of it in each state.</summary>
    /// <param name="barred">Suspended or deleted.</param>
    /// <param name="roleAsksForIt">The role grants nothing in sessions without a second factor.</param>
    /// <param name="erased">Null where it is as when barred.</param>
    protected static Dictionary<string, string> By(
        string active,
        string unverified,
        string locked,
        string barred,
        string letInAgain,
        string passwordChanged,
        string roleLost,
        string secondFactorRequired,
        string roleAsksForIt,
        string signedOutEverywhere,
        string? erased = null) => new(StringComparer.Ordinal)
        {
            [Active] = active,
            [Unverified] = unverified,
            [Locked] = locked,
            [Suspended] = barred,
            [Deleted] = barred,
            [Erased] = erased ?? barred,
            [LetInAgain] = letInAgain,
            [PasswordChanged] = passwordChanged,
            [RoleLost] = roleLost,
            [SecondFactorRequired] = secondFactorRequired,
            [RoleAsksForSecondFactor] = roleAsksForIt,
            [SignedOutEverywhere] = signedOutEverywhere,
        };
}
