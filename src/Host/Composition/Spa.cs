using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Monolith.Host.Composition;

/// <summary>The single-page app: hashed assets for a year, pre-compressed, and its page for every path that is nobody else's.</summary>
internal static class Spa
{
    private static readonly string[] Reserved =
        ["/api", "/connection", "/emulation", "/health", "/metrics", "/openapi", "/docs", "/dev", "/.well-known"];
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static void UseSpa(this IApplicationBuilder app, IWebHostEnvironment environment)
    {
        var files = environment.WebRootFileProvider;
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            var path = context.Request.Path.Value!;
            // The type must come from the name without .br, and only who can read Brotli gets it.
            if ((HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
                && ContentTypes.TryGetContentType(path, out var contentType)
                && context.Request.GetTypedHeaders().AcceptEncoding.Any(encoding => encoding.Value == "br" && encoding.Quality != 0)
                && files.GetFileInfo(path + ".br").Exists)
            {
                context.Request.Path = path + ".br";
                context.Response.Headers.ContentEncoding = "br";
                context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
                context.Response.ContentType = contentType;
            }

            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            ServeUnknownFileTypes = true,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
        app.Use((HttpContext context, RequestDelegate next) => PageAsync(context, next, environment));
    }

    /// <summary>The page answers every path that is nobody else's; the router in the browser knows what it means.</summary>
    private static async Task PageAsync(HttpContext context, RequestDelegate next, IWebHostEnvironment environment)
    {
        var request = context.Request;
        var page = environment.WebRootFileProvider.GetFileInfo("index.html");
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            || Path.HasExtension(request.Path)
            || Reserved.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
            || !page.Exists)
        {
            await next(context);
            return;
        }

        using var reader = new StreamReader(page.CreateReadStream());
        var html = (await reader.ReadToEndAsync(context.RequestAborted))
            .Replace("__CSP_NONCE__", context.CspNonce(), StringComparison.Ordinal)
            .Replace("__APP_ENVIRONMENT__", environment.EnvironmentName, StringComparison.Ordinal);
        await Results.Content(html, "text/html; charset=utf-8").ExecuteAsync(context);
    }
}
