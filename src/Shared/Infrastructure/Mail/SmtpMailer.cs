using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using Microsoft.Extensions.Options;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Mail;

internal sealed class SmtpMailer(IOptions<MailOptions> options) : IMailer
{
    public async Task SendAsync(Application.Mail mail, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        // A client a mail: SmtpClient sends one at a time, and the durable queue bounds how many there are.
        using var client = new SmtpClient(settings.Smtp.Host, settings.Smtp.Port)
        {
            EnableSsl = settings.Smtp.Tls,
            Credentials = settings.Smtp.User.Length > 0 ? new NetworkCredential(settings.Smtp.User, settings.Smtp.Password) : null,
        };
        using var message = new MailMessage(settings.From, mail.To, mail.Subject, mail.Text);
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, new ContentType(MediaTypeNames.Text.Html)));
        await client.SendMailAsync(message, cancellationToken);
    }
}
