using System.Globalization;
using Monolith.Monitoring.Application.Ports;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure.Tracing;
using Monolith.Shared.Kernel;

namespace Monolith.Monitoring.Infrastructure;

/// <summary>A day of requests for a demonstration: the same ones every time, busy by day and quiet by night.</summary>
internal sealed class DemoRequests(ITraceStore store, ITraceQueries queries, TimeProvider clock)
{
    private const int Count = 600;

    /// <summary>Route, module, typical milliseconds, and how often it is asked for among the others.</summary>
    private static readonly (string Method, string Route, string Module, double Typical, int Weight)[] Calls =
    [
        ("GET", "/api/v1/users", "users", 6, 30),
        ("GET", "/api/v1/users/{id}", "users", 2, 18),
        ("GET", "/api/v1/users/me", "users", 2, 20),
        ("GET", "/api/v1/auth/me", "identity", 2, 14),
        ("POST", "/api/v1/auth/refresh", "identity", 8, 22),
        ("POST", "/api/v1/auth/login", "identity", 240, 10),
        ("POST", "/api/v1/auth/register", "identity", 250, 4),
        ("GET", "/api/v1/monitoring/requests", "monitoring", 9, 8),
    ];

    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var first = RequestFilter.Create(CorrelationId(0), route: null, status: null, minDurationMs: null, userId: null, from: null, to: null).Value!;
        var known = await queries.ListRequestsAsync(first, PageRequest.Create(1, 1, sort: null, sortable: []).Value!, cancellationToken);
        if (known.Total == 0)
            await store.AppendAsync([.. Day(clock.GetUtcNow())], cancellationToken);
    }

    internal static IEnumerable<TraceEntry> Day(DateTimeOffset end)
    {
        var random = new Random(20_480);
        for (var index = 0; index < Count; index++)
        {
            var call = Pick(random);
            var age = TimeSpan.FromHours(24) * Quietness((double)index / Count, random);
            // Most near the typical time, a few far above it, as real latencies are.
            var duration = TimeSpan.FromMilliseconds(call.Typical * Math.Exp(random.NextDouble() * random.NextDouble() * 2.5));
            var origin = new TraceOrigin(
                Id(random),
                CorrelationId(index),
                Convert.ToHexStringLower(Bytes(random, 16)),
                call.Module,
                end - age,
                duration,
                TraceStatus.Ok);
            yield return TraceEntry.ForRequest(
                origin,
                new HttpCall(call.Method, call.Route, call.Route.Replace("{id}", Id(random).ToString(), StringComparison.Ordinal), Status(call.Route, random), UserId: null));
        }
    }

    private static (string Method, string Route, string Module, double Typical, int Weight) Pick(Random random)
    {
        var ticket = random.Next(Calls.Sum(call => call.Weight));
        return Calls.First(call => (ticket -= call.Weight) < 0);
    }

    /// <summary>Spreads the day evenly but for two bunches, in the morning and in the afternoon.</summary>
    private static double Quietness(double part, Random random) =>
        Math.Clamp(part + (0.02 * Math.Sin(part * 4 * Math.PI)) + (random.NextDouble() * 0.01), 0, 1);

    private static int Status(string route, Random random) => random.Next(200) switch
    {
        0 => 500,
        < 6 when route.EndsWith("{id}", StringComparison.Ordinal) => 404,
        < 20 when route.EndsWith("/login", StringComparison.Ordinal) => 401,
        _ => route.EndsWith("/register", StringComparison.Ordinal) ? 202 : 200,
    };

    private static string CorrelationId(int index) => string.Create(CultureInfo.InvariantCulture, $"demo-{index:0000}");

    private static Guid Id(Random random) => new(Bytes(random, 16));

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
