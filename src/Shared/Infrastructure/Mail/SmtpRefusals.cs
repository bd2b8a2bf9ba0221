using System.Net.Mail;

namespace Monolith.Shared.Infrastructure.Mail;

public static class SmtpRefusals
{
    private const int MailSystem = 550;
    private const int AfterMailSystem = 560;

    /// <summary>
    /// Whether the server will never take this mail, however often it is tried: a reply 55x, about the mailbox or the mail (RFC 5321, 4.2.1).
    /// Another 5xx is about us, such as 535 for a wrong password: an operator can mend that while the mail waits.
    /// </summary>
    public static bool IsFinal(this SmtpException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return (int)exception.StatusCode is >= MailSystem and < AfterMailSystem;
    }
}
