using System.Net;
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

    // The link's fragment stays in the browser: no log of any server on the way has the token.
    public static Uri Link(Uri publicUrl, string page, string? token = null) =>
        new(publicUrl, token is null ? page : $"{page}#token={token}");

    private static Mail Compose(Account account, string subject, string reason, Uri link, string action, string ending)
    {
        var text = $"Hello {account.DisplayName},\n\n{reason}\n\n{link}\n\n{ending}\n";
        var html =
            $"""
            <!doctype html><html lang="en"><body style="font-family:system-ui,sans-serif;line-height:1.5">
            <p>Hello {Encode(account.DisplayName)},</p><p>{reason}</p>
            <p><a href="{Encode(link.ToString())}">{action}</a></p><p>{ending}</p></body></html>
            """;
        return new Mail(account.Email, subject, text, html);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
