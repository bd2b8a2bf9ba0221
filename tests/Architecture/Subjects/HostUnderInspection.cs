using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Shared.Application;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>The real host with its routes built and none of its background work running, so that it needs no database.</summary>
public sealed class HostUnderInspection : WebApplicationFactory<Program>
{
    private readonly SilentPostgres _database = new();

    /// <summary>Of the Development environment, which maps everything that Production maps and its own pages besides.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>What its modules name.</summary>
    public IReadOnlyList<Permission> Permissions => [.. Services.GetServices<Permission>()];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseEnvironment(Environments.Development);
        builder.UseSetting("ConnectionStrings:Postgres", _database.ConnectionString);
        builder.ConfigureTestServices(services =>
        {
            foreach (var worker in services.Where(IsBackgroundWork).ToList())
                services.Remove(worker);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _database.Dispose();
    }

    /// <summary>The web server is a hosted service too, and the one that builds the routes.</summary>
    private static bool IsBackgroundWork(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && !$"{service.ImplementationType?.Namespace}.".StartsWith("Microsoft.AspNetCore.Hosting.", StringComparison.Ordinal);
}
