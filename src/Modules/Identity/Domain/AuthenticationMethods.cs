namespace Monolith.Identity.Domain;

/// <summary>How somebody has shown who they are, by the registered values of <c>amr</c> (RFC 8176).</summary>
public static class AuthenticationMethods
{
    public const string Password = "pwd";

    /// <summary>A code of an authenticator app, or a recovery code in its place.</summary>
    public const string OneTimePassword = "otp";

    /// <summary>A provider's word; no registered name says that.</summary>
    public const string Provider = "fed";

    /// <summary>A passkey: possession of a key. Whether hardware or software keeps it is not known without attestation.</summary>
    public const string Passkey = "pop";

    /// <summary>The person was there and unlocked the key.</summary>
    public const string UserPresence = "user";

    /// <summary>Two factors: a code beside something else, or a passkey, which is what the person has and what unlocks it.</summary>
    public const string MultiFactor = "mfa";

    /// <summary>All that was shown, each once, and whether it is more than one factor.</summary>
    public static IReadOnlyList<string> Together(params IReadOnlyList<string> shown)
    {
        string[] methods = [.. shown.Distinct(StringComparer.Ordinal)];
        var isMultiFactor = methods.Contains(Passkey) || (methods.Contains(OneTimePassword) && methods.Length > 1);
        return isMultiFactor ? [.. methods.Union([MultiFactor])] : methods;
    }
}
