using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Monolith.Realtime.Infrastructure.Endpoints;

/// <summary>
/// Which pages may open a connection. A browser names the page's origin and no page can change it (RFC 6455, section 10.2); other clients
/// name none.
/// </summary>
internal sealed class AllowedOrigins(IConfiguration configuration)
{
    private readonly HashSet<string> origins = new(
        [.. configuration.GetSection("Cors:Origins").Get<string[]>() ?? [], configuration["PublicUrl"] ?? string.Empty],
        OriginComparer.Instance);

    public bool Allows(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        return string.IsNullOrEmpty(origin)
            || origins.Contains(origin)
            || origins.Comparer.Equals(origin, $"{request.Scheme}://{request.Host}");
    }

    private sealed class OriginComparer : IEqualityComparer<string>
    {
        public static readonly OriginComparer Instance = new();

        public bool Equals(string? x, string? y) => Normal(x) is { } origin && origin == Normal(y);

        public int GetHashCode(string obj) => Normal(obj)?.GetHashCode(StringComparison.Ordinal) ?? 0;

        private static string? Normal(string? text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Authority.Length > 0 ? uri.GetLeftPart(UriPartial.Authority) : null;
    }
}
