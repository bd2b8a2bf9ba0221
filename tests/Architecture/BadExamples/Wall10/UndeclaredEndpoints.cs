using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace BadExamples.Wall10;

/// <summary>Each endpoint forgets one declaration, or asks for what nobody knows.</summary>
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
        app.MapPost("/orders/guess-a-password", (Guess guess) => guess.Password)
            .AllowAnonymous().RequireRateLimit(RateLimits.Writes).ProducesProblem(StatusCodes.Status404NotFound);
        app.MapPost("/orders/ask-in-my-name", (Ask ask) => ask.Email)
            .AllowAnonymous().RequireRateLimit(RateLimits.Credentials).ProducesProblem(StatusCodes.Status404NotFound);
        app.MapGet("/orders/in-a-dream", () => "").RequirePermission("orders.dream").RequireRateLimit(RateLimits.Reads).ProducesProblem(StatusCodes.Status403Forbidden);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
    }

    private sealed record Guess(string Password);

    private sealed record Ask(string Email);
}
