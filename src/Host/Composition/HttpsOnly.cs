using Microsoft.AspNetCore.Http.Extensions;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Kernel;

namespace Monolith.Host.Composition;

/// <summary>
/// Outside Development what came in clear is not served: a browser is sent on to the public address, a program is told (OWASP ASVS 5.0.0,
/// 4.1.2 and 12.2.1). To send a program on would hide that its credentials travel in clear each time.
/// </summary>
internal static class HttpsOnly
{
    private static readonly Error InClear = new(
        "request.https_required",
        "This is answered by https only. What was sent could be read on the way: replace credentials that were in it.",
        ErrorKind.Forbidden);

    /// <summary>For probes and scrapers, which ask a node itself behind the proxy and are told nothing about anybody.</summary>
    private static readonly string[] Open = ["/health", "/metrics"];

    public static void UseHttpsOnly(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            return;
        var host = new HostString(new Uri(app.Configuration["PublicUrl"]!).Authority);
        app.Use((HttpContext context, RequestDelegate next) =>
            context.Request.IsHttps || Open.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
                ? next(context)
                : RefuseAsync(context, host));
    }

    private static Task RefuseAsync(HttpContext context, HostString host)
    {
        var request = context.Request;
        if (!request.IsForPeople())
            return InClear.ToProblem().ExecuteAsync(context);
        // Whatever host the request names: anybody on the way may have written it.
        context.Response.Headers.Location = UriHelper.BuildAbsolute(Uri.UriSchemeHttps, host, path: request.Path, query: request.QueryString);
        context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
        return Task.CompletedTask;
    }
}
