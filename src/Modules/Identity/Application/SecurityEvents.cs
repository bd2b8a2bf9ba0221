using System.Collections.Frozen;
using Monolith.Identity.Contracts.Events;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Application;

/// <summary>
/// What is told to the audit trail, and the one list of its kinds. Stored under these names: never rename one. A handler returns the event
/// beside its result, so that it is committed with what it tells.
/// </summary>
internal static class SecurityEvents
{
    public const string Registered = "registered";

    /// <summary>Before anybody confirmed the address: the later password counts.</summary>
    public const string RegisteredAgain = "registered-again";

    /// <summary>An account was made for somebody, or the link to it was sent again; the actor asked for it.</summary>
    public const string AccountInvited = "account-invited";

    /// <summary>An account was made with the password that its person had elsewhere; the actor brought it.</summary>
    public const string PasswordBrought = "password-brought";

    public const string InvitationAccepted = "invitation-accepted";
    public const string AdministratorSetUp = "administrator-set-up";
    public const string EmailVerified = "email-verified";
    public const string SignedIn = "signed-in";
    public const string AccountLocked = "account-locked";
    public const string AuthenticatorAdded = "authenticator-added";
    public const string AuthenticatorRemoved = "authenticator-removed";
    public const string RecoveryCodesReplaced = "recovery-codes-replaced";
    public const string Reauthenticated = "reauthenticated";
    public const string TokenCreated = "token-created";
    public const string TokenRevoked = "token-revoked";

    /// <summary>Whoever is signed in did not have what they were asked for.</summary>
    public const string ReauthenticationFailed = "reauthentication-failed";

    /// <summary>The detail names all roles that the account has since.</summary>
    public const string RolesAssigned = "roles-assigned";

    /// <summary>Also made; the detail names the role.</summary>
    public const string RoleChanged = "role-changed";

    /// <summary>The detail names the role.</summary>
    public const string RoleDeleted = "role-deleted";

    public const string AccountSuspended = "account-suspended";
    public const string AccountReactivated = "account-reactivated";
    public const string AccountDeleted = "account-deleted";
    public const string AccountRestored = "account-restored";
    public const string AccountErased = "account-erased";

    /// <summary>Another than the person got all that is held about them.</summary>
    public const string PersonalDataRead = "personal-data-read";

    public const string ProviderLinked = "provider-linked";
    public const string ProviderUnlinked = "provider-unlinked";

    /// <summary>The detail names the passkey, here and in the next two.</summary>
    public const string PasskeyAdded = "passkey-added";
    public const string PasskeyRemoved = "passkey-removed";

    /// <summary>Its counter did not grow, so it was refused: somebody may have a copy.</summary>
    public const string PasskeyCounterWentBack = "passkey-counter-went-back";

    public const string SignInFailed = "sign-in-failed";
    public const string SignedOut = "signed-out";
    public const string SignedOutEverywhere = "signed-out-everywhere";

    /// <summary>Another device than the one that asked for it was signed out.</summary>
    public const string SessionEnded = "session-ended";

    /// <summary>A refresh token came back after its successor had been used, so its session was ended.</summary>
    public const string RefreshReused = "refresh-reused";

    public const string PasswordChanged = "password-changed";

    /// <summary>Whoever is signed in did not know the current password.</summary>
    public const string PasswordChangeFailed = "password-change-failed";

    public const string PasswordResetRequested = "password-reset-requested";
    public const string PasswordReset = "password-reset";

    /// <summary>What anybody can cause without having shown anything: nobody is the actor, and the number that is kept is bounded.</summary>
    private static readonly FrozenSet<string> OfAnybody = [SignInFailed, RegisteredAgain, PasswordResetRequested];

    /// <summary>The kind that tells how an account came to stand otherwise.</summary>
    public static string OfStanding(Standing before, Standing after) => (before, after) switch
    {
        (_, Standing.Deleted) => AccountDeleted,
        (Standing.Deleted, _) => AccountRestored,
        (_, Standing.Suspended) => AccountSuspended,
        _ => AccountReactivated,
    };

    /// <summary>The detail that says why nobody gets into an account with the right credential.</summary>
    public static string Barrier(Account account) => account.Standing switch
    {
        Standing.Suspended => "suspended",
        Standing.Deleted => "deleted",
        _ => "not-verified",
    };

    /// <summary>Of the person's own doing, by whom it is; of nobody's, when its kind is one that anybody can cause.</summary>
    /// <param name="accountId">Whose account it is about.</param>
    /// <param name="client">From where.</param>
    /// <param name="detail">Stable, short, and nothing that anybody entered.</param>
    public static SecurityEvent Of(string kind, Guid? accountId, ClientInfo? client, DateTimeOffset now, string? detail = null) =>
        By(OfAnybody.Contains(kind) ? null : accountId, kind, accountId, client, now, detail);

    /// <inheritdoc cref="Of"/>
    /// <param name="actorId">Somebody else than the person, such as an administrator; null when it is not known who.</param>
    public static SecurityEvent By(Guid? actorId, string kind, Guid? accountId, ClientInfo? client, DateTimeOffset now, string? detail = null) => new(
        Guid.CreateVersion7(now),
        kind,
        accountId,
        actorId,
        now,
        client?.Ip,
        UserAgents.Device(client?.UserAgent),
        UserAgents.Browser(client?.UserAgent),
        client?.UserAgent,
        detail,
        OfAnybody.Contains(kind));
}
