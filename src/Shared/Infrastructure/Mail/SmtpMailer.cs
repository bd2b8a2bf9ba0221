using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.Options;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Mail;

/// <summary>Hands mails over by SMTP (RFC 5321), each alone on a connection that the next may use.</summary>
internal sealed class SmtpMailer(IOptions<MailOptions> options, SmtpConnections connections, TimeProvider clock) : IMailer
{
    /// <summary>A server that has not taken a mail after so long is away; SMTP would let it take ten minutes (RFC 5321, 4.5.3.2).</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task SendAsync(Application.Mail mail, CancellationToken cancellationToken)
    {
        using var message = Compose(mail);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var connection = connections.Take();
        try
        {
            // It does not notice while it connects that nobody waits any more.
            await connection.SendMailAsync(message, either.Token).WaitAsync(either.Token);
        }
        catch (Exception exception)
        {
            // Who knows what the server waits for on it.
            connection.Dispose();
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new SmtpException(SmtpStatusCode.GeneralFailure, "The mail server does not answer.");
            throw;
        }

        connections.Keep(connection);
    }

    /// <exception cref="FormatException">The address is not one address.</exception>
    /// <exception cref="ArgumentException">The subject has more than one line.</exception>
    private MailMessage Compose(Application.Mail mail)
    {
        var from = new MailAddress(options.Value.From);
        var message = new MailMessage(from, new MailAddress(mail.To))
        {
            Subject = mail.Subject,
            Body = mail.Text,
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        // So that no server makes one up, and no absence of its reader is announced to us (RFC 3834).
        message.Headers["Message-ID"] = $"<{Guid.CreateVersion7():N}@{from.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated";
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, new ContentType(MediaTypeNames.Text.Html) { CharSet = "utf-8" }));
        return message;
    }
}
