using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace BadExamples.Wall10;

/// <summary>Each endpoint forgets one declaration.</summary>
internal static class UndeclaredEndpoints
{
    public static IReadOnlyList<RouteEndpoint> All()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.MapGet("/orders/open-to-whom", () => "").RequireRateLimit(RateLimits.Reads).ProducesProblem(StatusCodes.Status404NotFound);
        app.MapGet("/orders/as-often-as-you-like", () => "").AllowAnonymous().ProducesProblem(StatusCodes.Status404NotFound);
        app.MapGet("/orders/always-fine", () => "").RequireAuthorization().RequireRateLimit(RateLimits.Reads);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }
}
