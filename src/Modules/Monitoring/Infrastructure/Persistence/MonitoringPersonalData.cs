using Marten;
using Monolith.Monitoring.Application.Ports;
using Monolith.Monitoring.Domain;
using Monolith.Shared.Application;

namespace Monolith.Monitoring.Infrastructure.Persistence;

/// <summary>What happened to a person's account, what they did to others', and the requests that they made and that are kept.</summary>
internal sealed class MonitoringPersonalData(IQuerySession session) : IPersonalData
{
    public string Module => MonitoringStore.Schema;

    public async Task<PersonalDataSection> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        var events = await session.QueryAsync<AuditEntry>(
            "where d.account_id = ? order by d.at desc, d.id desc limit ?", cancellationToken, userId, PersonalDataSection.Asked);
        var actions = await session.QueryAsync<AuditEntry>(
            "where d.actor_id = ? and d.account_id is distinct from d.actor_id order by d.at desc, d.id desc limit ?",
            cancellationToken,
            userId,
            PersonalDataSection.Asked);
        var requests = await session.QueryAsync<TraceEntry>(
            "where d.user_id = ? order by d.started_at desc, d.id desc limit ?", cancellationToken, userId, PersonalDataSection.Asked);
        return PersonalDataSection.Of(
            ("events", events.Select(OfOwn)), ("actions", actions.Select(AuditEntryView.From)), ("requests", requests.Select(RequestView.From)));
    }

    /// <summary>From where somebody else did it is about that one.</summary>
    private static OwnAuditEntryView OfOwn(AuditEntry entry)
    {
        var view = OwnAuditEntryView.From(entry);
        return view.ByAnother ? view with { Ip = null, Device = null, Browser = null } : view;
    }
}
