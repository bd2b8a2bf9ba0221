using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>The meters of messages as a scraper reads them.</summary>
public sealed class MessageMetricsSubstituteOnlyTests(OneHost fixture) : IClassFixture<OneHost>
{
    [Fact]
    public async Task The_numbers_about_messages_are_there()
    {
        await fixture.Host.RegisterAsync();
        using var client = fixture.Host.CreateClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string text;
        do
        {
            // Messages are handled in their own time, and the gauges of queues come from the database on a timer.
            await Task.Delay(100, limit.Token);
            text = await client.GetStringAsync("/metrics", limit.Token);
        }
        while (!text.Contains("messages_queue_depth{", StringComparison.Ordinal) || !text.Split('\n').Any(IsRegistration));

        foreach (var line in (string[])
            [
                "# TYPE messages_sent_total counter",
                "# TYPE messages_handled_total counter",
                "# TYPE messages_duration_seconds histogram",
                "# TYPE messages_queue_depth gauge",
                "# TYPE messages_queue_oldest_age_seconds gauge",
            ])
        {
            text.ShouldContain(line);
        }
    }

    private static bool IsRegistration(string line) =>
        line.StartsWith("messages_handled_total{", StringComparison.Ordinal)
        && line.Contains("message_type=\"identity.account-registered.v1\"", StringComparison.Ordinal)
        && line.Contains("outcome=\"succeeded\"", StringComparison.Ordinal);
}
