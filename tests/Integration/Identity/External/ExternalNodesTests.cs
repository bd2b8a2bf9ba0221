using System.Net;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>Two nodes behind one address: whichever a request meets, the way to the provider and back is one.</summary>
public sealed class ExternalNodesTests(AcmeHost fixture, Services services) : IClassFixture<AcmeHost>
{
    [Fact]
    public async Task A_way_that_began_at_one_node_ends_at_another_once()
    {
        var settings = fixture.Settings;
        settings["ConnectionStrings:Postgres"] = fixture.Host.ConnectionString;
        await using var there = await MonolithHost.StartAsync(services, settings);
        // Cookies go by the host's name, whatever the port.
        var cookies = new CookieContainer();
        using var here = new ExternalVisitor(fixture.Host, cookies);
        using var elsewhere = new ExternalVisitor(there, cookies);

        var callback = await OpenIdProvider.VisitAsync(await here.StartAsync(OpenIdProvider.Name, "/users"), People.NewEmail());
        var ends = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => (number % 2 == 0 ? here : elsewhere).ReturnAsync(callback)));

        ends.Count(end => end.ToString() == "/users").ShouldBe(1);
        ends.Count(end => ExternalVisitor.ErrorIn(end) == "identity.external_state_invalid").ShouldBe(15);
        (await elsewhere.RestoreAsync()).ShouldNotBeNull();
    }
}
