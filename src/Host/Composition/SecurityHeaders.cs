using System.Security.Cryptography;

namespace Monolith.Host.Composition;

/// <summary>
/// The response headers of the OWASP Secure Headers project, with a content policy that allows no inline code; for data those of the
/// OWASP REST Security Cheat Sheet, which leaves out what only a page can obey.
/// </summary>
internal static class SecurityHeaders
{
    private const string NonceKey = "csp-nonce";
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>The nonce under which this response may carry style elements; 128 bits, new for every response.</summary>
    public static string CspNonce(this HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce)
            context.Items[NonceKey] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        return nonce;
    }

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(static (HttpContext context, RequestDelegate next) =>
        {
            context.Response.OnStarting(
                static state =>
                {
                    Write((HttpContext)state);
                    return Task.CompletedTask;
                },
                context);
            return next(context);
        });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (IsData(context.Response.ContentType))
            headers.ContentSecurityPolicy = DataPolicy;
        else
            WriteForPages(context, headers);
        // What an API answers belongs to who asked; a response that may be stored says so itself.
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
    }

    /// <summary>JSON, a problem, or nothing at all.</summary>
    private static bool IsData(string? contentType) =>
        contentType is null
        || contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("application/problem+json", StringComparison.OrdinalIgnoreCase);

    private static void WriteForPages(HttpContext context, IHeaderDictionary headers)
    {
        var style = context.Items[NonceKey] is string nonce ? $"'self' 'nonce-{nonce}'" : "'self'";
        headers.ContentSecurityPolicy =
            $"default-src 'self'; style-src {style}; img-src 'self' data: blob:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
    }
}
