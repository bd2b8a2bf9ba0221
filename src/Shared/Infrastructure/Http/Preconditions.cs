using System.Globalization;
using Microsoft.Net.Http.Headers;
using Monolith.Shared.Kernel;

namespace Monolith.Shared.Infrastructure.Http;

/// <summary>Reads <c>If-Match</c> and <c>If-None-Match</c> of a request that changes something.</summary>
public static class Preconditions
{
    /// <returns>Null when the caller does not say what it changes; a tag that this API never gave out matches nothing.</returns>
    public static Precondition? Of(string? ifMatch, string? ifNoneMatch)
    {
        if (ifNoneMatch?.Trim() == "*")
            return Precondition.Absent;
        if (string.IsNullOrWhiteSpace(ifMatch) || !EntityTagHeaderValue.TryParseList([ifMatch], out var tags))
            return null;
        // A weak tag is none that a change may rely on.
        return tags.Contains(EntityTagHeaderValue.Any)
            ? Precondition.Present
            : Precondition.OneOf([.. tags.Where(tag => !tag.IsWeak).Select(VersionOf).OfType<long>()]);
    }

    private static long? VersionOf(EntityTagHeaderValue tag) =>
        long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
}
