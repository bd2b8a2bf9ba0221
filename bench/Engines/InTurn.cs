using System.Diagnostics;

namespace Monolith.Bench.Engines;

/// <summary>
/// Two contenders that take turns, round by round, so that whatever else the machine does falls on both: operations a second of one
/// task, as medians of the rounds. Many short turns tell more than a few long ones, because where the scheduler puts client and server
/// changes the rate by a fifth from one second to the next.
/// </summary>
internal static class InTurn
{
    public static async Task<(double Product, double Limit)> MeasureAsync(
        Func<Task> product, Func<Task> limit, int rounds, TimeSpan turn)
    {
        await RateAsync(product, turn);
        await RateAsync(limit, turn);
        List<double> products = [], limits = [];
        for (var i = 0; i < rounds; i++)
        {
            products.Add(await RateAsync(product, turn));
            limits.Add(await RateAsync(limit, turn));
        }

        return (Median(products), Median(limits));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static async Task<double> RateAsync(Func<Task> operation, TimeSpan turn)
    {
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(began) < turn)
        {
            await operation();
            count++;
        }

        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
