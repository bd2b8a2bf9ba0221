using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <param name="SameSite">Which requests carry it: the site's own alone, or also a link that leads here from elsewhere.</param>
internal sealed record SiteCookie(string Name, SameSiteMode SameSite);

/// <summary>
/// Cookies that only this site's own requests carry and no script reads. The <c>__Host-</c> prefix keeps other subdomains from setting
/// them; over plain http in Development browsers refuse it, so there it falls away.
/// </summary>
internal sealed class SameSiteCookies(IHostEnvironment environment)
{
    public static readonly SiteCookie Refresh = new("monolith-refresh", SameSiteMode.Strict);
    public static readonly SiteCookie Csrf = new("monolith-csrf", SameSiteMode.Strict);

    /// <summary>Opens nothing by itself: it shows that who comes back from a provider is who went there.</summary>
    public static readonly SiteCookie External = new("monolith-external", SameSiteMode.Lax);

    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    public string? Read(HttpContext context, SiteCookie cookie) => context.Request.Cookies[NameFor(context, cookie)];

    /// <returns>The random value of the cookie; null when there is none that was issued here.</returns>
    public string? ReadSecret(HttpContext context, SiteCookie cookie) =>
        Read(context, cookie) is { Length: SecretLength } known && Base64Url.IsValid(known) ? known : null;

    /// <summary>A browser that has one keeps it, so that its tabs do not void each other's.</summary>
    public string IssueSecret(HttpContext context, SiteCookie cookie)
    {
        if (ReadSecret(context, cookie) is { } known)
            return known;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        Write(context, cookie, secret, expires: null);
        return secret;
    }

    /// <param name="expires">Null: until the browser closes.</param>
    public void Write(HttpContext context, SiteCookie cookie, string value, DateTimeOffset? expires) =>
        context.Response.Cookies.Append(NameFor(context, cookie), value, Options(context, cookie, expires));

    public void Remove(HttpContext context, SiteCookie cookie) =>
        context.Response.Cookies.Delete(NameFor(context, cookie), Options(context, cookie, expires: null));

    private string NameFor(HttpContext context, SiteCookie cookie) => IsSecure(context) ? $"__Host-{cookie.Name}" : cookie.Name;

    private bool IsSecure(HttpContext context) => context.Request.IsHttps || !environment.IsDevelopment();

    private CookieOptions Options(HttpContext context, SiteCookie cookie, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        Secure = IsSecure(context),
        SameSite = cookie.SameSite,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
