using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;

namespace Monolith.Host.Composition;

/// <summary>
/// The response headers of the OWASP REST Security Cheat Sheet on every answer; on a page instead those of the OWASP Secure Headers
/// project, with a content policy that allows no inline code.
/// </summary>
internal static class SecurityHeaders
{
    private const string NonceKey = "csp-nonce";

    /// <summary>
    /// A year, for subdomains too (RFC 6797): one that answers in clear could plant cookies and read what is meant for this host. Written
    /// here because the exception handler clears what the framework's own middleware wrote.
    /// </summary>
    private const string StrictTransport = "max-age=31536000; includeSubDomains";

    /// <summary>The nonce under which this response may carry style elements; 128 bits, new for every response.</summary>
    public static string CspNonce(this HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce)
            context.Items[NonceKey] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        return nonce;
    }

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, IHostEnvironment environment) =>
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            WriteForData(context, environment);
            return next(context);
        });

    /// <summary>For what may answer with a page.</summary>
    public static IApplicationBuilder UsePageHeaders(this IApplicationBuilder app) =>
        app.Use(static (HttpContext context, RequestDelegate next) =>
        {
            context.Response.OnStarting(
                static state =>
                {
                    var response = ((HttpContext)state).Response;
                    if (!IsData(response.ContentType))
                        WriteForPages((HttpContext)state, response.Headers);
                    if (IsText(response.ContentType))
                        response.ContentType += "; charset=utf-8";
                    return Task.CompletedTask;
                },
                context);
            return next(context);
        });

    /// <summary>JSON, a problem, or nothing at all.</summary>
    private static bool IsData(string? contentType) =>
        contentType is null
        || contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        || contentType.StartsWith("application/problem+json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Text whose encoding a browser would have to guess.</summary>
    private static bool IsText(string? contentType) =>
        contentType is not null
        && !contentType.Contains("charset", StringComparison.OrdinalIgnoreCase)
        && (contentType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || contentType.EndsWith("+xml", StringComparison.OrdinalIgnoreCase));

    private static void WriteForData(HttpContext context, IHostEnvironment environment)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        // What an API answers belongs to who asked; a response that may be stored says so itself.
        headers.CacheControl = "no-store";
        if (context.Request.IsHttps && !environment.IsDevelopment() && !IsThisMachine(context.Request.Host))
            headers.StrictTransportSecurity = StrictTransport;
    }

    /// <summary>Whoever tries the application out here would shut out whatever else answers here in clear.</summary>
    private static bool IsThisMachine(HostString host) => host.Host is "localhost" or "127.0.0.1" or "[::1]";

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

    /// <summary>The exception handler has cleared the response.</summary>
    internal sealed class AfterException(IHostEnvironment environment) : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            WriteForData(httpContext, environment);
            return ValueTask.FromResult(false);
        }
    }
}
