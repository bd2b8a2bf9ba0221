using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Kernel;

namespace Monolith.Shared.Infrastructure.Auth;

/// <summary>Opens an endpoint to API tokens. An endpoint that declares none is for people who have signed in.</summary>
/// <param name="Scope">That a token must have; null where it does not matter who asks.</param>
public sealed record ApiTokenAccess(string? Scope);

/// <summary>
/// Keeps API tokens away from what they were not made for, and from everything that declares nothing: a program may work for an account, it
/// does not manage it. Endpoints for anybody are closed to them too unless they say otherwise, because some look who asks all the same.
/// </summary>
public static class ApiTokenGate
{
    private static readonly Error SessionRequired = new(
        "identity.session_required", "This is for people who have signed in; an API token does not open it.", ErrorKind.Forbidden);

    /// <summary>401 for anonymous callers, 403 for API tokens that do not have the scope; open to everybody who has signed in.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization().WithMetadata(new ApiTokenAccess(scope));

    /// <summary>Whether and with what token somebody asks makes no difference here.</summary>
    public static TBuilder AcceptApiTokens<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ApiTokenAccess(Scope: null));

    /// <summary>Must come after authentication.</summary>
    public static IApplicationBuilder UseApiTokenGate(this IApplicationBuilder app) =>
        app.Use(static (HttpContext context, RequestDelegate next) =>
            context.User.Identity?.IsAuthenticated != true || context.User.HasSession() ? next(context) : AdmitAsync(context, next));

    private static Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        var declared = context.GetEndpoint()?.Metadata.GetOrderedMetadata<ApiTokenAccess>() ?? [];
        if (declared.Count == 0)
            return SessionRequired.ToProblem().ExecuteAsync(context);
        var missing = declared.FirstOrDefault(access => access.Scope is { } scope && !context.User.MayUse(scope))?.Scope;
        return missing is null ? next(context) : RefuseAsync(context, missing);
    }

    /// <summary>As RFC 6750, section 3.1, has it.</summary>
    private static Task RefuseAsync(HttpContext context, string scope)
    {
        context.Response.Headers.Append(HeaderNames.WWWAuthenticate, $"""Bearer error="insufficient_scope", scope="{scope}" """.TrimEnd());
        var error = new Error("identity.insufficient_scope", $"This API token was not made for '{scope}'.", ErrorKind.Forbidden);
        return error.ToProblem().ExecuteAsync(context);
    }
}
