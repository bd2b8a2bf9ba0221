using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Monolith.Host.Composition;

/// <summary>The single-page app: hashed assets for a year, pre-compressed, and its page for every path that is nobody else's.</summary>
internal static class Spa
{
    /// <summary>What programs ask for.</summary>
    private static readonly string[] Programs = ["/api", "/connection", "/emulation", "/openapi", "/.well-known", "/health", "/metrics"];
    private static readonly string[] Reserved = [.. Programs, "/docs", "/dev"];
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public static void UseSpa(this IApplicationBuilder app, IWebHostEnvironment environment)
    {
        var files = environment.WebRootFileProvider;
        app.Use((HttpContext context, RequestDelegate next) =>
        {
            var path = context.Request.Path.Value!;
            // The type must come from the name without .br, and only who can read Brotli gets it.
            if (IsRead(context.Request)
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

    /// <summary>Whether it is what a person's browser asks for: a page, or a file of one.</summary>
    public static bool IsForPeople(this HttpRequest request) => IsRead(request) && !IsBelow(request.Path, Programs);

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsBelow(PathString path, string[] prefixes) =>
        prefixes.Any(prefix => path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>The page answers every path that is nobody else's; the router in the browser knows what it means.</summary>
    private static async Task PageAsync(HttpContext context, RequestDelegate next, IWebHostEnvironment environment)
    {
        var request = context.Request;
        var page = environment.WebRootFileProvider.GetFileInfo("index.html");
        if (!IsRead(request) || Path.HasExtension(request.Path) || IsBelow(request.Path, Reserved) || !page.Exists)
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
