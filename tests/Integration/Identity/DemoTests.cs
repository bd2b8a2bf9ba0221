using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Identity.Infrastructure;
using Monolith.Tests.Integration.Fixture;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

public sealed class DemoTests(FreshHost fixture) : IClassFixture<FreshHost>
{
    [Fact]
    public async Task A_thousand_people_appear_in_the_directory_once()
    {
        await SeedAsync();
        await SeedAsync();
        using var admin = await fixture.Host.AdminAsync();
        var people = await admin.GetFromJsonAsync<JsonObject>("/api/v1/users?q=.example");
        ((int)people!["total"]!).ShouldBe(1_000);
    }

    private async Task SeedAsync() =>
        await fixture.Host.Running.TrackActivity().Timeout(TimeSpan.FromMinutes(2)).ExecuteAndWaitAsync(async Task (_) =>
        {
            await using var scope = fixture.Host.Services.CreateAsyncScope();
            await new IdentityModule().SeedDemoAsync(scope.ServiceProvider, CancellationToken.None);
        });
}
