using System.Text.Json;
using Marten;
using Monolith.Users.Application.Ports;

namespace Monolith.Users.Infrastructure.Persistence;

/// <param name="IsEstimate">There are more than <see cref="IUserQueries.MostCounted"/>, and this is about how many.</param>
internal readonly record struct UserTotal(long Rows, bool IsEstimate = false);

/// <summary>Totals that cost no more in a large directory than in a small one (ADR 0041).</summary>
internal static class UserTotals
{
    public static async Task<UserTotal> CountAsync(this IQuerySession session, UserCondition who)
    {
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
