using Monolith.Shared.Kernel;

namespace Monolith.Identity.Domain;

public static class IdentityErrors
{
    /// <summary>Unknown, wrong and not verified alike: the answer must not tell who has an account.</summary>
    public static readonly Error InvalidCredentials =
        new("identity.invalid_credentials", "The address or the password is wrong, or the address is not verified yet.", ErrorKind.Unauthenticated);

    public static readonly Error WrongPassword =
        new("identity.wrong_password", "This is not your current password.", ErrorKind.Invalid, "currentPassword");

    public static readonly Error InvalidToken =
        new("identity.invalid_token", "This link is not valid any more; ask for a new one.", ErrorKind.Invalid);

    public static readonly Error RefreshInvalid =
        new("identity.refresh_invalid", "The session has ended; sign in again.", ErrorKind.Unauthenticated);

    public static readonly Error RefreshReused =
        new("identity.refresh_reused", "An old token of this session was used again, so the session was ended; sign in again.", ErrorKind.Unauthenticated);

    public static readonly Error SessionNotFound =
        new("identity.session_not_found", "There is no such session of yours.", ErrorKind.NotFound);

    public static readonly Error CsrfInvalid =
        new("identity.csrf_invalid", "The request does not come from this site's own page; load the page again.", ErrorKind.Forbidden);

    public static readonly Error AlreadySetUp =
        new("identity.already_set_up", "This installation has its first administrator already.", ErrorKind.Conflict);

    public static readonly Error EmailTaken =
        new("identity.email_taken", "This address has an account already; take another.", ErrorKind.Conflict, "email");

    public static readonly Error AccountGone =
        new("identity.account_gone", "This account does not exist any more.", ErrorKind.Unauthenticated);

    /// <param name="brokenRule">See <see cref="PasswordPolicy.BrokenRules"/>.</param>
    public static Error PasswordRefused(string brokenRule) => new("identity.password_refused", brokenRule, ErrorKind.Invalid, "newPassword");
}
