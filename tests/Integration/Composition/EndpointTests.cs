using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Composition;

public sealed class EndpointTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const string Matched = "Microsoft.AspNetCore.Routing.EndpointMatched";

    /// <summary>A second set of them would cost a start the most of what it takes, and authorization what it keeps for each of them.</summary>
    [Fact]
    public async Task Routing_finds_the_endpoints_that_everybody_else_sees()
    {
        var services = fixture.Host.Services;
        var observer = new Observer();
        using (services.GetRequiredService<DiagnosticListener>().Subscribe(observer, static name => name == Matched))
        {
            using var client = fixture.Host.CreateClient();
            (await client.GetAsync("/health/live")).EnsureSuccessStatusCode();
        }

        observer.Endpoints.ShouldNotBeEmpty();
        var seen = services.GetRequiredService<EndpointDataSource>().Endpoints;
        observer.Endpoints.ShouldAllBe(endpoint => seen.Contains(endpoint));
    }

    private sealed class Observer : IObserver<KeyValuePair<string, object?>>
    {
        public ConcurrentBag<Endpoint?> Endpoints { get; } = [];

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value is { Key: Matched, Value: HttpContext context })
                Endpoints.Add(context.GetEndpoint());
        }

        public void OnError(Exception error) => Assert.Fail(error.Message);

        public void OnCompleted()
        {
        }
    }
}
