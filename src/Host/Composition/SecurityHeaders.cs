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
            WriteForData(context.Response.Headers);
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

    private static void WriteForData(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        // What an API answers belongs to who asked; a response that may be stored says so itself.
        headers.CacheControl = "no-store";
    }

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
    internal sealed class AfterException : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            WriteForData(httpContext.Response.Headers);
            return ValueTask.FromResult(false);
        }
    }
}
