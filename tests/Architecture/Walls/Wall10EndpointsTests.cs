using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>Every endpoint says who may call it, how often, and how it refuses.</summary>
public sealed class Wall10EndpointsTests(HostUnderInspection host) : IClassFixture<HostUnderInspection>
{
    [Fact]
    public void Endpoints_declare_their_authorization() => Wall.Stands(host.Endpoints, Unauthorized);

    [Fact]
    public void Endpoints_declare_a_rate_limit() => Wall.Stands(host.Endpoints, Unlimited);

    [Fact]
    public void Endpoints_declare_their_problems() => Wall.Stands(host.Endpoints, WithoutProblems);

    [Fact]
    public void Goes_red_on_an_endpoint_without_authorization() =>
        Wall.GoesRed(BadExamples.Wall10.UndeclaredEndpoints.All(), Unauthorized, "/orders/open-to-whom");

    [Fact]
    public void Goes_red_on_an_endpoint_without_a_rate_limit() =>
        Wall.GoesRed(BadExamples.Wall10.UndeclaredEndpoints.All(), Unlimited, "/orders/as-often-as-you-like");

    [Fact]
    public void Goes_red_on_an_endpoint_that_never_refuses() =>
        Wall.GoesRed(BadExamples.Wall10.UndeclaredEndpoints.All(), WithoutProblems, "/orders/always-fine");

    private static IEnumerable<string> Unauthorized(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(declared => declared is IAuthorizeData or AuthorizationPolicy or IAllowAnonymous)
            ? []
            : [$"{Name(endpoint)} declares neither authorization nor AllowAnonymous"];

    private static IEnumerable<string> Unlimited(RouteEndpoint endpoint) =>
        endpoint.Metadata.OfType<RateLimit>().Any() ? [] : [$"{Name(endpoint)} declares no rate limit"];

    private static IEnumerable<string> WithoutProblems(RouteEndpoint endpoint) =>
        endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(response => response.StatusCode is >= 400 and < 500)
            ? []
            : [$"{Name(endpoint)} declares no problem response"];

    private static string Name(RouteEndpoint endpoint) =>
        $"{string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])} {endpoint.RoutePattern.RawText}";
}
