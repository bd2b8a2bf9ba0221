using Marten;
using Monolith.Monitoring.Application.Ports;
using Monolith.Monitoring.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Infrastructure.Persistence;

internal sealed class AuditQueries(IQuerySession session) : IAuditQueries
{
    public async Task<CursorPage<AuditEntryView>> ListAsync(AuditFilter filter, CursorRequest request, CancellationToken cancellationToken) =>
        request.Page(await ReadAsync(filter, request, cancellationToken), AuditEntryView.From, Position);

    public async Task<CursorPage<OwnAuditEntryView>> ListOwnAsync(Guid accountId, CursorRequest request, CancellationToken cancellationToken) =>
        request.Page(await ReadAsync(AuditFilter.About(accountId), request, cancellationToken), OwnAuditEntryView.From, Position);

    private static TimeCursor Position(AuditEntry entry) => new(entry.At, entry.Id);

    private static (string Sql, object[] Values) Where(AuditFilter filter, TimeCursor? after)
    {
        var conditions = new List<string>();
        var values = new List<object>();
        Add("d.account_id = ?", filter.AccountId);
        Add("d.actor_id = ?", filter.ActorId);
        Add("d.kind = ?", filter.Kind);
        Add("d.correlation_id = ?", filter.CorrelationId);
        Add("d.at >= ?", filter.From);
        Add("d.at <= ?", filter.To);
        // The row comparison alone lets an index on the time begin at the cursor.
        Add("(d.at, d.id) < (?, ?)", after?.At, after?.Id);
        return (conditions.Count == 0 ? string.Empty : $"where {string.Join(" and ", conditions)}", [.. values]);

        void Add(string condition, params object?[] operands)
        {
            if (operands.Contains(null))
                return;
            conditions.Add(condition);
            values.AddRange(operands!);
        }
    }

    /// <returns>One more than asked for, where there is one.</returns>
    private Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditFilter filter, CursorRequest request, CancellationToken cancellationToken)
    {
        var (where, values) = Where(filter, request.After);
        return session.QueryAsync<AuditEntry>($"{where} order by d.at desc, d.id desc limit ?", cancellationToken, [.. values, request.Size + 1]);
    }
}
