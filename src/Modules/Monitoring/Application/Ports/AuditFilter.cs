using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Application.Ports;

/// <summary>Which entries of the audit trail a list is about; made by <see cref="Create"/>, so that no query sees a bad one. Null leaves a field out.</summary>
public sealed record AuditFilter
{
    private const int MaxKindLength = 64;

    private AuditFilter()
    {
    }

    public string? Kind { get; private init; }

    /// <summary>Whose account it is about.</summary>
    public Guid? AccountId { get; private init; }

    /// <summary>Who did it.</summary>
    public Guid? ActorId { get; private init; }

    public string? CorrelationId { get; private init; }

    public DateTimeOffset? From { get; private init; }

    public DateTimeOffset? To { get; private init; }

    public static AuditFilter About(Guid accountId) => new() { AccountId = accountId };

    public static Result<AuditFilter> Create(
        string? kind, Guid? accountId, Guid? actorId, string? correlationId, DateTimeOffset? from, DateTimeOffset? to)
    {
        var broken = FilterRules.BrokenText("kind", kind, MaxKindLength)
            ?? FilterRules.BrokenText("correlationId", correlationId, FilterRules.MaxCorrelationIdLength)
            ?? FilterRules.BrokenTimes(from, to);
        if (broken is not null)
            return broken;
        return new AuditFilter
        {
            Kind = string.IsNullOrEmpty(kind) ? null : kind,
            AccountId = accountId,
            ActorId = actorId,
            CorrelationId = string.IsNullOrEmpty(correlationId) ? null : correlationId,
            From = from?.ToUniversalTime(),
            To = to?.ToUniversalTime(),
        };
    }
}
