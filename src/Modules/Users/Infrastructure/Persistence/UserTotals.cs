using System.Text.Json;
using Marten;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Persistence;

/// <param name="IsEstimate">There seem to be more than <see cref="IUserQueries.MostCounted"/>, and this is about how many.</param>
internal readonly record struct UserTotal(long Rows, bool IsEstimate = false);

/// <summary>Totals that cost no more in a large directory than in a small one (ADR 0041).</summary>
internal static class UserTotals
{
    /// <summary>Where PostgreSQL expects more, nobody counts: it would hardly end at less than are counted.</summary>
    private const long MostExpected = 2 * IUserQueries.MostCounted;

    public static async Task<UserTotal> CountAsync(this IQuerySession session, UserFilter filter)
    {
        var who = UserCondition.Of(filter);
        // Statistics know little of parts of names.
        if (filter.Search is null && await session.EstimateAsync(who) is { Rows: > MostExpected } expected)
            return expected;
        var count = UserSql.Count(who);
        var counted = (await session.AdvancedSql.QueryAsync<long>(count.Text, CancellationToken.None, count.Values))[0];
        return counted > IUserQueries.MostCounted ? await session.EstimateAsync(who) : new(counted);
    }

    /// <summary>For more than are counted.</summary>
    public static async Task<UserTotal> EstimateAsync(this IQuerySession session, UserCondition who)
    {
        var estimate = UserSql.Estimate(who);
        var plan = (await session.AdvancedSql.QueryAsync<string>(estimate.Text, CancellationToken.None, estimate.Values))[0];
        using var document = JsonDocument.Parse(plan);
        var expected = document.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetInt64();
        return new(Math.Max(expected, IUserQueries.MostCounted + 1), IsEstimate: true);
    }
}
