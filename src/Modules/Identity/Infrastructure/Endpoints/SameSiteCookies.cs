using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>
/// Cookies that only this site's own requests carry and no script reads. The <c>__Host-</c> prefix keeps other subdomains from setting
/// them; over plain http in Development browsers refuse it, so there it falls away.
/// </summary>
internal sealed class SameSiteCookies(IHostEnvironment environment)
{
    public const string Refresh = "monolith-refresh";
    public const string Csrf = "monolith-csrf";

    public string? Read(HttpContext context, string name) => context.Request.Cookies[NameFor(context, name)];

    /// <param name="expires">Null: until the browser closes.</param>
    public void Write(HttpContext context, string name, string value, DateTimeOffset? expires) =>
        context.Response.Cookies.Append(NameFor(context, name), value, Options(context, expires));

    public void Remove(HttpContext context, string name) =>
        context.Response.Cookies.Delete(NameFor(context, name), Options(context, expires: null));

    private string NameFor(HttpContext context, string name) => IsSecure(context) ? $"__Host-{name}" : name;

    private bool IsSecure(HttpContext context) => context.Request.IsHttps || !environment.IsDevelopment();

    private CookieOptions Options(HttpContext context, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        Secure = IsSecure(context),
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
