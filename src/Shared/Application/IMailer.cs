namespace Monolith.Shared.Application;

/// <summary>A mail in both forms that mail programs show.</summary>
/// <param name="To">One address.</param>
/// <param name="Subject">One line; line breaks are refused, they would inject headers.</param>
/// <param name="Text">The plain-text body.</param>
/// <param name="Html">The same as HTML; whoever writes it encodes what people typed.</param>
public sealed record Mail(string To, string Subject, string Text, string Html);

/// <summary>Hands a mail to the mail server. Called from durable handlers, whose retries are the mail's retries.</summary>
public interface IMailer
{
    Task SendAsync(Mail mail, CancellationToken cancellationToken);

    /// <summary>Whoever sends mails on keeps none; who keeps them here throws away those to this address.</summary>
    Task ForgetAsync(string address, CancellationToken cancellationToken) => Task.CompletedTask;
}
