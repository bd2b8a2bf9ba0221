using Monolith.Shared.Kernel;

namespace Monolith.Identity.Domain;

/// <summary>Why a way to a provider did not lead in. The pages explain the codes, so that none of them needs a name of the provider.</summary>
public static class ExternalErrors
{
    public static readonly Error UnknownProvider =
        new("identity.provider_unknown", "This installation has no such provider.", ErrorKind.NotFound);

    /// <summary>Invented, too old, used before, or begun in another browser: which one helps only an attacker.</summary>
    public static readonly Error InvalidState =
        new("identity.external_state_invalid", "This sign-in is not valid any more; begin it again.", ErrorKind.Invalid);

    public static readonly Error Denied =
        new("identity.external_denied", "The provider did not let you in, or you chose not to go on.", ErrorKind.Invalid);

    public static readonly Error Unavailable =
        new("identity.provider_unavailable", "The provider does not answer as it should right now; try again in a moment.", ErrorKind.Busy);

    public static readonly Error Untrusted =
        new("identity.provider_untrusted", "The provider's answer does not prove who you are.", ErrorKind.Unauthenticated);

    public static readonly Error NoAddress =
        new("identity.external_no_address", "The provider did not tell a mail address, so no account can be made.", ErrorKind.Invalid);

    /// <summary>The same whether or not the address has an account: the provider did not prove whose it is.</summary>
    public static readonly Error CheckMail =
        new("identity.external_check_mail", "The provider did not confirm your address; follow the link in the mail.", ErrorKind.Conflict);

    public static readonly Error LinkFirst =
        new("identity.external_link_first", "Sign in to your account and link the provider there.", ErrorKind.Conflict);

    public static readonly Error Taken =
        new("identity.external_taken", "This person of the provider signs in to another account.", ErrorKind.Conflict);

    public static readonly Error LinkedAlready =
        new("identity.external_linked_already", "The account is linked to somebody else at this provider; unlink that first.", ErrorKind.Conflict);

    public static readonly Error NotLinked =
        new("identity.external_not_linked", "The account is not linked to this provider.", ErrorKind.NotFound);

    public static readonly Error LastWayIn =
        new("identity.last_sign_in_method", "This is the only way to sign in to the account; choose a password first.", ErrorKind.Conflict);
}
