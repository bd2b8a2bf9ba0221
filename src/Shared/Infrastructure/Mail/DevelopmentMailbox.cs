using Marten;
using Monolith.Shared.Application;

namespace Monolith.Shared.Infrastructure.Mail;

/// <summary>A mail that would have been sent.</summary>
public sealed record KeptMail(Guid Id, string To, string Subject, string Text, string Html, DateTimeOffset At, string CorrelationId);

/// <summary>Keeps mails in the database, so that they outlive a restart and every node shows the same mailbox.</summary>
internal sealed class DevelopmentMailbox(IDocumentStore store, ICorrelation correlation, TimeProvider clock) : IMailer
{
    private const int Shown = 200;

    public async Task SendAsync(Application.Mail mail, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.Insert(new KeptMail(Guid.CreateVersion7(), mail.To, mail.Subject, mail.Text, mail.Html, clock.GetUtcNow(), correlation.Id));
        await session.SaveChangesAsync(cancellationToken);
    }

    public async Task ForgetAsync(string address, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.QueueSqlCommand("delete from mail.mt_doc_keptmail where data ->> 'To' = ?", address);
        await session.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Newest first, to one address or to all.</summary>
    internal static async Task<IReadOnlyList<KeptMail>> ReadAsync(IQuerySession session, string? to, CancellationToken cancellationToken) =>
        await session.QueryAsync<KeptMail>(
            "where (? = '' or d.data ->> 'To' = ?) order by d.id desc limit ?", cancellationToken, to ?? "", to ?? "", Shown);
}
