using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Monolith.Shared.Application;
using Wolverine;

namespace Monolith.Shared.Infrastructure.Modules;

/// <summary>The one type of a module that the host touches.</summary>
public interface IModule
{
    /// <summary>Lower case; also the module's schema, key prefix and permission prefix.</summary>
    string Name { get; }

    /// <summary>Where the module's handlers and validators are: its Application assembly.</summary>
    Assembly HandlerAssembly { get; }

    /// <summary>What this module asks for before it does something, and roles can grant.</summary>
    IReadOnlyList<Permission> Permissions => [];

    /// <summary>Registers the module's services, settings and documents (<c>services.ConfigureMarten</c>).</summary>
    void AddServices(IHostApplicationBuilder builder);

    /// <summary>Gives the module's events their stable aliases and, where a queue needs it, its own settings.</summary>
    void ConfigureMessaging(WolverineOptions options);

    /// <summary>Maps what the module answers; routes under <c>/api/v1</c> through <see cref="ModuleApi.MapModuleApi"/>.</summary>
    void MapEndpoints(IEndpointRouteBuilder routes);

    /// <summary>Fills the module with believable data for a demonstration, once.</summary>
    Task SeedDemoAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.CompletedTask;
}
