using Monolith.Identity.Domain;
using Monolith.Shared.Application;

namespace Monolith.Identity.Application;

/// <summary>What Identity writes to people.</summary>
internal static class Mails
{
    public static Mail VerifyEmail(Account account, Uri link) => Compose(
        account,
        "Confirm your address",
        "you registered with this address. Confirm it within 24 hours:",
        link,
        "Confirm my address",
        "If this was not you, ignore this mail: without your confirmation nobody can sign in with your address.");

    public static Mail AlreadyRegistered(Account account, Uri link) => Compose(
        account,
        "You have an account already",
        "somebody, probably you, wanted to register with this address or confirm it again. It is confirmed already; just sign in:",
        link,
        "Sign in",
        "If this was not you, there is nothing to do.");

    /// <param name="inviter">Null when it is not known who, or nobody wants to say so.</param>
    public static Mail Invitation(Account account, string? inviter, Uri link) => Compose(
        account,
        "You are invited",
        $"{inviter ?? "somebody"} made an account for you. Choose a password within 7 days, and you can sign in with this address:",
        link,
        "Accept the invitation",
        "If you do not expect this, ignore this mail: nobody can sign in with your address unless you accept.");

    public static Mail ResetPassword(Account account, Uri link) => Compose(
        account,
        "Choose a new password",
        "somebody, probably you, forgot the password of this address. Choose a new one within half an hour:",
        link,
        "Choose a new password",
        "If this was not you, ignore this mail: your password stays as it is.");

    public static Mail PasswordChanged(Account account, Uri link) => Compose(
        account,
        "Your password was changed",
        "the password of your account was changed just now, and you were signed out everywhere else. If this was not you, choose a new one:",
        link,
        "Choose a new password",
        "If this was you, there is nothing to do.");

    public static Mail SessionStolen(Account account, Uri link) => Compose(
        account,
        "A sign-in of yours was ended",
        "a key that had been replaced was used once more to stay signed in to your account. Somebody may have copied it, so that browser or "
        + "device was signed out. Sign in again there; and if you have any doubt, choose a new password, which signs you out everywhere:",
        link,
        "Choose a new password",
        "Restoring a device from a backup can have the same effect and is harmless.");

    public static Mail NewDevice(Account account, ClientInfo client, Uri link) => Compose(
        account,
        "Somebody signed in on a new device",
        $"somebody, probably you, signed in to your account with {UserAgents.Browser(client.UserAgent) ?? "an unknown browser"} on "
        + $"{UserAgents.Device(client.UserAgent) ?? "an unknown device"}, from the network address {client.Ip ?? "unknown"}. "
        + "If this was not you, choose a new password, which signs it out:",
        link,
        "Choose a new password",
        "If this was you, there is nothing to do.");

    public static Mail Locked(Account account, Uri link) => Compose(
        account,
        "Somebody tried to guess your password",
        "somebody entered a wrong password or code for your account many times. For a quarter of an hour nobody can sign in to it with a "
        + "password; where you are signed in you stay so. If you forgot your password, choose a new one, and you can sign in at once:",
        link,
        "Choose a new password",
        "If this was not you, there is nothing to do: nobody got in.");

    public static Mail SecondFactorAdded(Account account, Uri link) => Compose(
        account,
        "An authenticator app was added",
        "from now on signing in to your account takes a code of your authenticator app. Keep the recovery codes where you find them without "
        + "it. If this was not you, choose a new password, which signs everybody out:",
        link,
        "Choose a new password",
        "If this was you, there is nothing to do.");

    public static Mail SecondFactorRemoved(Account account, Uri link) => Compose(
        account,
        "Your authenticator app was removed",
        "signing in to your account takes your password only, and the recovery codes open nothing any more. If this was not you, choose a "
        + "new password, which signs everybody out:",
        link,
        "Choose a new password",
        "If this was you, there is nothing to do.");

    public static Mail ConfirmSignUp(Account account, string provider, Uri link) => Compose(
        account,
        "Confirm your address",
        $"somebody, probably you, signed up with {provider}. Whoever that is can sign in to your account once you confirm this address, so do "
        + "it only if it was you, within 24 hours:",
        link,
        "Confirm my address",
        "If this was not you, ignore this mail: without your confirmation nobody can sign in with your address.");

    public static Mail ProviderLinked(Account account, string provider, Uri link) => Compose(
        account,
        $"You can sign in with {provider} now",
        $"your account was linked to {provider} just now, and can be signed in to from there. If this was not you, unlink it and choose a new "
        + "password:",
        link,
        "Security of my account",
        "If this was you, there is nothing to do.");

    public static Mail ProviderUnlinked(Account account, string provider, Uri link) => Compose(
        account,
        $"You can no longer sign in with {provider}",
        $"{provider} was unlinked from your account just now. If this was not you, choose a new password and look who is signed in:",
        link,
        "Security of my account",
        "If this was you, there is nothing to do.");

    public static Mail PasskeyAdded(Account account, Uri link) => Compose(
        account,
        "A passkey was added to your account",
        "from now on your account can be signed in to with a new passkey, without your password. If this was not you, remove it and choose a "
        + "new password:",
        link,
        "Security of my account",
        "If this was you, there is nothing to do.");

    public static Mail PasskeyRemoved(Account account, Uri link) => Compose(
        account,
        "A passkey was removed from your account",
        "a passkey of your account opens nothing any more; where you are signed in you stay so. If this was not you, look who is signed in and "
        + "choose a new password:",
        link,
        "Security of my account",
        "If this was you, there is nothing to do.");

    // The link's fragment stays in the browser: no log of any server on the way has the token.
    public static Uri Link(Uri publicUrl, string page, string? token = null) =>
        new(publicUrl, token is null ? page : $"{page}#token={token}");

    private static Mail Compose(Account account, string subject, string reason, Uri link, string action, string ending)
    {
        var greeting = $"Hello {account.DisplayName},";
        var text = $"{greeting}\n\n{reason}\n\n{link}\n\n{ending}\n";
        var html = MailTemplate.Render(subject, greeting, (reason, ending), link, action);
        return new Mail(account.Email, subject, text, html);
    }
}
