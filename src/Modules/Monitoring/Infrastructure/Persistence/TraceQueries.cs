using Marten;
using Monolith.Monitoring.Application.Ports;
using Monolith.Monitoring.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Infrastructure.Persistence;

internal sealed class TraceQueries(IQuerySession session) : ITraceQueries
{
    private const string Table = "monitoring.mt_doc_traceentry d";

    public async Task<Page<RequestView>> ListRequestsAsync(RequestFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var (where, values) = Where(filter);
        var rows = await session.AdvancedSql.QueryAsync<TraceEntry, long>(
            $"""
            select row(d.data), row((select count(*) from {Table} where {where}))
            from {Table} where {where} order by d.started_at desc, d.id limit ? offset ?
            """,
            cancellationToken,
            [.. values, .. values, page.Size, page.Offset]);
        var total = rows.Count > 0 || page.Offset == 0
            ? rows.Select(row => row.Item2).FirstOrDefault()
            : await CountAsync(where, values, cancellationToken);
        return new Page<RequestView>([.. rows.Select(row => RequestView.From(row.Item1))], page.Number, page.Size, total);
    }

    public async Task<TraceView?> FindTraceAsync(string correlationId, CancellationToken cancellationToken)
    {
        var entries = await session.QueryAsync<TraceEntry>(
            "where d.correlation_id = ? order by d.started_at limit ?", cancellationToken, correlationId, TraceView.MaxEntries);
        return entries.Count == 0 ? null : TraceView.From(entries);
    }

    /// <summary>Past the last row no row carries the total.</summary>
    private async Task<long> CountAsync(string where, object[] values, CancellationToken cancellationToken) =>
        (await session.AdvancedSql.QueryAsync<long>($"select count(*) from {Table} where {where}", cancellationToken, values))[0];

    private static (string Sql, object[] Values) Where(RequestFilter filter)
    {
        // Only requests have a status.
        var conditions = new List<string> { "d.http_status between ? and ?" };
        var values = new List<object> { filter.StatusFrom ?? 0, filter.StatusTo ?? int.MaxValue };
        Add("d.correlation_id = ?", filter.CorrelationId);
        Add("d.user_id = ?", filter.UserId);
        Add("d.started_at >= ?", filter.From);
        Add("d.started_at <= ?", filter.To);
        Add("(d.data ->> 'DurationMs')::double precision >= ?", filter.MinDurationMs);
        Add("position(lower(?) in lower(coalesce(d.data ->> 'Route', d.data ->> 'Path'))) > 0", filter.Route);
        return (string.Join(" and ", conditions), [.. values]);

        void Add(string condition, object? value)
        {
            if (value is null)
                return;
            conditions.Add(condition);
            values.Add(value);
        }
    }
}
