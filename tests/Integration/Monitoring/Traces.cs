using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monolith.Tests.Integration.Monitoring;

internal static class Traces
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Asks until the trace has what is waited for: entries are written a moment after what they tell.</summary>
    public static async Task<JsonObject> TraceAsync(this HttpClient reader, string correlationId, Func<IReadOnlyList<JsonNode>, bool> isComplete)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        JsonObject? trace = null;
        do
        {
            using var answer = await reader.GetAsync($"/api/v1/monitoring/traces/{correlationId}", patience.Token);
            if (answer.StatusCode == HttpStatusCode.OK)
                trace = await answer.Content.ReadFromJsonAsync<JsonObject>(patience.Token);
            if (trace is not null && isComplete([.. trace["entries"]!.AsArray().OfType<JsonNode>()]))
                return trace;
        }
        while (await timer.WaitForNextTickAsync(patience.Token));
        throw new InvalidOperationException($"The trace is {trace?.ToJsonString() ?? "not there"}.");
    }

    public static string NewCorrelationId() => $"test-{Guid.CreateVersion7():N}";

    public static bool Has(this IEnumerable<JsonNode> entries, string kind, string name) =>
        entries.Any(entry => (string)entry["kind"]! == kind && (string)entry["name"]! == name);
}
