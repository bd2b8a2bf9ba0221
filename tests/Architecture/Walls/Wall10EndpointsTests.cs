using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>Every endpoint says who may call it, how often, and how it refuses.</summary>
public sealed partial class Wall10EndpointsTests(HostUnderInspection host) : IClassFixture<HostUnderInspection>
{
    [Fact]
    public void Endpoints_declare_their_authorization() => Wall.Stands(host.Endpoints, Unauthorized);

    [Fact]
    public void Endpoints_declare_a_rate_limit() => Wall.Stands(host.Endpoints, Unlimited);

    [Fact]
    public void Endpoints_declare_their_problems() => Wall.Stands(host.Endpoints, WithoutProblems);

    [Fact]
    public void Anonymous_endpoints_that_take_a_secret_or_an_address_have_a_limit_per_caller_that_grows() =>
        Wall.Stands(Anonymous(host.Endpoints, "Password", "Token", "Code", "Email"), Patient);

    [Fact]
    public void Anonymous_endpoints_that_name_an_account_are_limited_per_account_too() =>
        Wall.Stands(Anonymous(host.Endpoints, "Email"), UnlimitedPerAccount);

    [Fact]
    public void Goes_red_on_a_secret_that_can_be_guessed_at_an_even_pace() => Wall.GoesRed(
        Anonymous(BadExamples.Wall10.UndeclaredEndpoints.All(), "Password"), Patient, "/orders/guess-a-password");

    [Fact]
    public void Goes_red_on_an_account_that_anybody_may_concern_without_end() => Wall.GoesRed(
        Anonymous(BadExamples.Wall10.UndeclaredEndpoints.All(), "Email"), UnlimitedPerAccount, "/orders/ask-in-my-name");

    [Fact]
    public void Permissions_that_endpoints_ask_for_are_named_by_a_module() =>
        Wall.Stands(host.Endpoints.Where(endpoint => Permissions(endpoint).Any()), endpoint => Unnamed(endpoint, host.Permissions));

    [Fact]
    public void A_permission_is_named_once_and_says_what_it_is() => Wall.Stands(host.Permissions, permission => Undescribed(permission, host.Permissions));

    [Fact]
    public void Goes_red_on_a_permission_that_no_module_names() =>
        Wall.GoesRed(BadExamples.Wall10.UndeclaredEndpoints.All(), endpoint => Unnamed(endpoint, host.Permissions), "orders.dream");

    [Theory]
    [InlineData("orders.read", "", "says nothing")]
    [InlineData("Orders", "Read orders.", "is no name")]
    [InlineData("users.read", "Read orders.", "is named 2 times")]
    public void Goes_red_on_a_permission_that_says_too_little(string name, string description, string because)
    {
        var permission = new Permission(name, description);
        Wall.GoesRed([permission], one => Undescribed(one, [.. host.Permissions, permission]), because);
    }

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

    private static IEnumerable<string> Patient(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<RateLimit>()?.LongestWait > TimeSpan.Zero
            ? []
            : [$"{Name(endpoint)} can be tried at an even pace for ever"];

    private static IEnumerable<string> UnlimitedPerAccount(RouteEndpoint endpoint) =>
        endpoint.Metadata.OfType<SubjectLimit>().Any(subject => subject.Limit.LongestWait > TimeSpan.Zero)
            ? []
            : [$"{Name(endpoint)} declares no limit per account"];

    /// <summary>Those that anybody may call and whose body has a field of one of these names.</summary>
    private static IReadOnlyList<RouteEndpoint> Anonymous(IEnumerable<RouteEndpoint> endpoints, params string[] fields) =>
    [
        .. endpoints.Where(endpoint =>
            endpoint.Metadata.OfType<IAllowAnonymous>().Any()
            && endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType?.GetProperties().Any(field => fields.Contains(field.Name)) == true),
    ];

    private static IEnumerable<string> Unnamed(RouteEndpoint endpoint, IReadOnlyList<Permission> named) =>
        Permissions(endpoint).Except(named.Select(permission => permission.Name)).Select(name => $"{Name(endpoint)} asks for {name}, which no module names");

    private static IEnumerable<string> Permissions(RouteEndpoint endpoint) =>
        endpoint.Metadata.OfType<AuthorizationPolicy>()
            .SelectMany(policy => policy.Requirements.OfType<PermissionRequirement>())
            .Select(requirement => requirement.Permission);

    private static IEnumerable<string> Undescribed(Permission permission, IReadOnlyList<Permission> all)
    {
        if (!PermissionName().IsMatch(permission.Name))
            yield return $"{permission.Name} is no name of a permission";
        if (permission.Description.Length == 0)
            yield return $"{permission.Name} says nothing";
        if (all.Count(other => other.Name == permission.Name) is var count and > 1)
            yield return $"{permission.Name} is named {count} times";
    }

    [GeneratedRegex(@"\A[a-z]+\.[a-z]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PermissionName();

    private static string Name(RouteEndpoint endpoint) =>
        $"{string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])} {endpoint.RoutePattern.RawText}";
}
