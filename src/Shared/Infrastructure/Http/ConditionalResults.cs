using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Monolith.Shared.Infrastructure.Http;

/// <summary>A single resource with its <c>ETag</c> (RFC 9110, section 8.8.3): the document's version.</summary>
public static class ConditionalResults
{
    /// <summary>The answer to a change: the resource in its new version.</summary>
    public static Ok<T> ChangedWithETag<T>(this HttpContext context, T resource, long version)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Headers.ETag = TagOf(version).ToString();
        return TypedResults.Ok(resource);
    }

    /// <summary>The answer to what made the resource.</summary>
    public static Created<T> CreatedWithETag<T>(this HttpContext context, string location, T resource, long version)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Headers.ETag = TagOf(version).ToString();
        return TypedResults.Created(location, resource);
    }

    /// <returns>304 when the caller's <c>If-None-Match</c> names this version, else the resource.</returns>
    public static Results<Ok<T>, StatusCodeHttpResult> OkWithETag<T>(this HttpContext context, T resource, long version)
    {
        ArgumentNullException.ThrowIfNull(context);
        var tag = TagOf(version);
        context.Response.Headers.ETag = tag.ToString();
        var known = context.Request.GetTypedHeaders().IfNoneMatch;
        return known.Any(candidate => candidate.Compare(tag, useStrongComparison: false) || candidate.Equals(EntityTagHeaderValue.Any))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(resource);
    }

    private static EntityTagHeaderValue TagOf(long version) => new(string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));
}
