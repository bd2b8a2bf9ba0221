using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Tests.Integration.Users;

namespace Monolith.Tests.Integration.Monitoring;

public sealed class ErasedPersonTests(TracingHost fixture) : IClassFixture<TracingHost>
{
    [Fact]
    public async Task Requests_of_an_erased_person_are_kept_without_saying_whose_they_were()
    {
        using var admin = await fixture.Host.AdminAsync();
        var (_, client) = await fixture.Host.MemberAsync();
        using var signedIn = client;
        var id = await client.OwnIdAsync();
        var correlationId = Traces.NewCorrelationId();
        client.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        await client.StatusAsync("/api/v1/users/me");
        await admin.TraceAsync(correlationId, entries => entries.Count > 0);
        (await TotalAsync(admin, $"userId={id}")).ShouldBeGreaterThan(0);

        await fixture.Host.EraseAsync(admin, id);

        (await TotalAsync(admin, $"userId={id}")).ShouldBe(0);
        (await TotalAsync(admin, $"correlationId={correlationId}")).ShouldBe(1);
        var trace = await admin.TraceAsync(correlationId, entries => entries.Count > 0);
        trace["entries"]![0]!["detail"]!.AsObject().ShouldNotContainKey("userId");
    }

    private static async Task<int> TotalAsync(HttpClient admin, string query) =>
        (int)(await admin.GetFromJsonAsync<JsonObject>($"/api/v1/monitoring/requests?{query}"))!["total"]!;
}
