using System.Net;
using Microsoft.Extensions.Options;

namespace Monolith.Shared.Infrastructure.Mail;

/// <summary>Section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "Monolith <no-reply@localhost>";

    public SmtpOptions Smtp { get; set; } = new();

    public sealed class SmtpOptions
    {
        /// <summary>Empty in Development: mails are kept in the mailbox page instead.</summary>
        public string Host { get; set; } = string.Empty;

        public int Port { get; set; } = 587;

        public string User { get; set; } = string.Empty;

        public string Password { get; set; } = string.Empty;

        /// <summary>STARTTLS (RFC 3207) is required of the server unless this is false.</summary>
        public bool Tls { get; set; } = true;
    }
}

internal sealed class MailOptionsValidator(bool requireSmtp) : IValidateOptions<MailOptions>
{
    /// <summary>Where TLS begins before SMTP does (RFC 8314), which <c>System.Net.Mail</c> cannot.</summary>
    private const int ImplicitTlsPort = 465;

    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> problems = [];
        if (requireSmtp && string.IsNullOrWhiteSpace(options.Smtp.Host))
            problems.Add("Mail:Smtp:Host is missing: name the SMTP server that sends this installation's mail.");
        if (!System.Net.Mail.MailAddress.TryCreate(options.From, out _))
            problems.Add("Mail:From is not a mail address.");
        if (options.Smtp.Port is < 1 or > 65535)
            problems.Add("Mail:Smtp:Port must be between 1 and 65535.");
        if (options.Smtp is { Port: ImplicitTlsPort, Tls: true })
            problems.Add("Mail:Smtp:Port 465 means TLS from the first byte, which is not supported: take the server's port for STARTTLS, usually 587.");
        if (options.Smtp.User.Length == 0 != (options.Smtp.Password.Length == 0))
            problems.Add("Mail:Smtp:User and Mail:Smtp:Password belong together: set both or none.");
        if (options.Smtp is { Tls: false, User.Length: > 0 } && !IsThisMachine(options.Smtp.Host))
            problems.Add("Mail:Smtp:Tls is off and Mail:Smtp:User is set: the password would go over the network in clear.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsThisMachine(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
