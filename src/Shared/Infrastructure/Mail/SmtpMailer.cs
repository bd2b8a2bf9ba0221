using System.Net.Mail;
using System.Net.Mime;
using Microsoft.Extensions.Options;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Mail;

/// <summary>Hands mails over by SMTP (RFC 5321), each alone on a connection that the next may use.</summary>
internal sealed class SmtpMailer(IOptions<MailOptions> options, SmtpConnections connections) : IMailer
{
    public async Task SendAsync(Application.Mail mail, CancellationToken cancellationToken)
    {
        using var message = new MailMessage(options.Value.From, mail.To, mail.Subject, mail.Text);
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, new ContentType(MediaTypeNames.Text.Html)));
        var connection = connections.Take();
        try
        {
            await connection.SendMailAsync(message, cancellationToken);
        }
        catch
        {
            // Who knows what the server waits for on it.
            connection.Dispose();
            throw;
        }

        connections.Keep(connection);
    }
}
