using Monolith.Monitoring.Domain;

namespace Monolith.Monitoring.Application.Ports;

/// <summary>One entry of the audit trail.</summary>
/// <param name="Kind">What happened, such as <c>signed-in</c>.</param>
/// <param name="AccountId">Whose account it is about; null when it is nobody's.</param>
/// <param name="ActorId">Who did it; null when nobody had shown to be anybody.</param>
/// <param name="Device">As a person recognises it, like the browser; null when it did not say.</param>
/// <param name="UserAgent">What the client said it is.</param>
/// <param name="Detail">More of it, where its kind has more.</param>
public sealed record AuditEntryView(
    Guid Id,
    string Kind,
    DateTimeOffset At,
    Guid? AccountId,
    Guid? ActorId,
    string? Ip,
    string? Device,
    string? Browser,
    string? UserAgent,
    string? Detail,
    string CorrelationId)
{
    public static AuditEntryView From(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var origin = entry.Origin;
        return new(
            entry.Id,
            entry.Kind,
            entry.At,
            entry.AccountId,
            entry.ActorId,
            origin.Ip,
            origin.Device,
            origin.Browser,
            origin.UserAgent,
            entry.Detail,
            entry.CorrelationId);
    }
}

/// <summary>One entry of the audit trail as the person sees it whose account it is about.</summary>
/// <param name="ByAnother">Whether somebody else did it who had shown who they are, such as an administrator.</param>
public sealed record OwnAuditEntryView(Guid Id, string Kind, DateTimeOffset At, string? Ip, string? Device, string? Browser, string? Detail, bool ByAnother)
{
    public static OwnAuditEntryView From(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var origin = entry.Origin;
        var isByAnother = entry.ActorId is { } actor && actor != entry.AccountId;
        return new(entry.Id, entry.Kind, entry.At, origin.Ip, origin.Device, origin.Browser, entry.Detail, isByAnother);
    }
}
