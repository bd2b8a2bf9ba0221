using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Monolith.Shared.Infrastructure.Modules;

public static class ModuleApi
{
    /// <summary>The group of a module's resource: <c>/api/v1/{resource}</c>, tagged in the API document.</summary>
    public static RouteGroupBuilder MapModuleApi(this IEndpointRouteBuilder routes, string resource, string tag) =>
        routes.MapGroup($"/api/v1/{resource}").WithTags(tag);
}
