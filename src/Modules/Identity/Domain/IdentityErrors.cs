using Monolith.Shared.Kernel;

namespace Monolith.Identity.Domain;

public static class IdentityErrors
{
    /// <summary>Unknown, wrong and not verified alike: the answer must not tell who has an account.</summary>
    public static readonly Error InvalidCredentials =
        new("identity.invalid_credentials", "The address or the password is wrong, or the address is not verified yet.", ErrorKind.Unauthenticated);

    public static readonly Error WrongPassword =
        new("identity.wrong_password", "This is not your current password.", ErrorKind.Invalid, "currentPassword");

    /// <summary>Wrong, used before, and of a locked account alike.</summary>
    public static readonly Error InvalidCode =
        new("identity.invalid_code", "The code is wrong or was used before; wait for the next one.", ErrorKind.Unauthenticated, "code");

    public static readonly Error SecondFactorExpired =
        new("identity.mfa_expired", "This took too long; sign in again.", ErrorKind.Unauthenticated);

    public static readonly Error WrongCode =
        new("identity.wrong_code", "The code is wrong or was used before; wait for the next one.", ErrorKind.Invalid, "code");

    /// <summary>Shown together: which of the two helps only who guesses.</summary>
    public static readonly Error WrongProof = new(
        "identity.wrong_proof", "The password or the code is wrong, or the code was used before; wait for the next one.", ErrorKind.Invalid);

    public static readonly Error SecondFactorTaken =
        new("identity.mfa_on", "There is an authenticator app already; remove it first.", ErrorKind.Conflict);

    public static readonly Error NoSecondFactor =
        new("identity.mfa_off", "There is no authenticator app on this account.", ErrorKind.Conflict);

    public static readonly Error CodeNeeded =
        new("identity.code_needed", "This account has an authenticator app: enter its code.", ErrorKind.Invalid, "code");

    public static readonly Error PasswordNeeded =
        new("identity.password_needed", "Enter your password.", ErrorKind.Invalid, "password");

    /// <summary>RFC 9470: the token is good, but the person showed too long ago who they are.</summary>
    public static readonly Error ReauthenticationNeeded =
        new("identity.reauthentication_needed", "Confirm first that this is you.", ErrorKind.Unauthenticated);

    public static readonly Error InvalidToken =
        new("identity.invalid_token", "This link is not valid any more; ask for a new one.", ErrorKind.Invalid);

    public static readonly Error RefreshInvalid =
        new("identity.refresh_invalid", "The session has ended; sign in again.", ErrorKind.Unauthenticated);

    public static readonly Error RefreshReused =
        new("identity.refresh_reused", "An old token of this session was used again, so the session was ended; sign in again.", ErrorKind.Unauthenticated);

    public static readonly Error SessionNotFound =
        new("identity.session_not_found", "There is no such session of yours.", ErrorKind.NotFound);

    public static readonly Error AccountSessionNotFound =
        new("identity.session_not_found", "This account has no such session.", ErrorKind.NotFound);

    public static readonly Error CsrfInvalid =
        new("identity.csrf_invalid", "The request does not come from this site's own page; load the page again.", ErrorKind.Forbidden);

    public static readonly Error AlreadySetUp =
        new("identity.already_set_up", "This installation has its first administrator already.", ErrorKind.Conflict);

    public static readonly Error EmailTaken =
        new("identity.email_taken", "This address has an account already; take another.", ErrorKind.Conflict, "email");

    public static readonly Error AccountGone =
        new("identity.account_gone", "This account does not exist any more.", ErrorKind.Unauthenticated);

    /// <summary>Known and unknown addresses wait in the same queue, so this tells nothing about them.</summary>
    public static readonly Error Busy =
        new("identity.busy", "Too many people sign in at this moment; try again in a few seconds.", ErrorKind.Busy);

    public static readonly Error AccountNotFound =
        new("identity.account_not_found", "There is no such account.", ErrorKind.NotFound);

    public static readonly Error RoleNotFound =
        new("identity.role_not_found", "There is no such role.", ErrorKind.NotFound);

    public static readonly Error LastAdmin =
        new("identity.last_admin", "This is the last administrator; make somebody else one first.", ErrorKind.Conflict);

    public static readonly Error AdminGrantsAll =
        new("identity.admin_grants_all", "The role admin grants every permission, always.", ErrorKind.Conflict);

    public static readonly Error SecondFactorFirst =
        new("identity.second_factor_first", "Show a second factor yourself before you ask others for one.", ErrorKind.Conflict);

    public static readonly Error BuiltInRole =
        new("identity.built_in_role", "This role is built in and cannot be deleted.", ErrorKind.Conflict);

    public static readonly Error RoleInUse =
        new("identity.role_in_use", "Somebody has this role still; take it from everybody first.", ErrorKind.Conflict);

    public static readonly Error TooManyRoles =
        new("identity.too_many_roles", $"There are {Roles.MaxRoles} roles already; delete one first.", ErrorKind.Conflict);

    /// <summary>Else whoever manages roles could do everything.</summary>
    public static readonly Error BeyondOwnPermissions = new(
        "identity.beyond_own_permissions", "This grants or takes away what you may not do yourself; ask somebody who may.", ErrorKind.Forbidden);

    public static Error UnknownPermission(string name) =>
        new("identity.unknown_permission", $"There is no permission '{name}'.", ErrorKind.Invalid, "permissions");

    public static Error UnknownRole(string name) =>
        new("identity.unknown_role", $"There is no role '{name}'.", ErrorKind.Invalid, "roles");

    public static readonly Error TokenNotFound =
        new("identity.token_not_found", "There is no such API token of yours.", ErrorKind.NotFound);

    public static readonly Error TooManyTokens = new(
        "identity.too_many_tokens",
        $"You have {PersonalAccessToken.MaxPerAccount} API tokens that can be used; revoke one that you do not need.",
        ErrorKind.Conflict);

    public static Error ScopeNotHeld(string scope) => new(
        "identity.scope_not_held", $"You have no permission '{scope}' that you could give to a token.", ErrorKind.Invalid, "scopes");

    /// <summary>Signed wrongly, for another place, too late, or for somebody else: which one helps only an attacker.</summary>
    public static readonly Error PasskeyRefused =
        new("identity.passkey_refused", "This passkey could not be added; try again.", ErrorKind.Invalid);

    public static readonly Error PasskeyTaken =
        new("identity.passkey_taken", "This passkey was added already.", ErrorKind.Conflict);

    public static readonly Error PasskeyNotFound =
        new("identity.passkey_not_found", "There is no such passkey of yours.", ErrorKind.NotFound);

    public static readonly Error TooManyPasskeys = new(
        "identity.too_many_passkeys", $"You have {Passkey.MaxPerAccount} passkeys; remove one that you do not need.", ErrorKind.Conflict);

    public static readonly Error WrongPasskey =
        new("identity.wrong_passkey", "This passkey does not confirm who you are; try again with one of yours.", ErrorKind.Invalid, "passkey");

    /// <param name="brokenRule">See <see cref="PasswordPolicy.BrokenRules"/>.</param>
    /// <param name="field">In which it came.</param>
    public static Error PasswordRefused(string brokenRule, string field = "newPassword") =>
        new("identity.password_refused", brokenRule, ErrorKind.Invalid, field);
}
