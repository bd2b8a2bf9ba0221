using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Infrastructure.Endpoints;

/// <summary>Lets a request that a cookie authenticates through only when the site's own page sent it.</summary>
internal sealed class CsrfGuard(SameSiteCookies cookies, IOptions<IdentityOptions> options, IConfiguration configuration)
{
    public const string HeaderName = "X-CSRF-Token";

    private readonly HashSet<string> _origins =
    [
        new Uri(options.Value.PublicUrl).GetLeftPart(UriPartial.Authority),
        .. configuration.GetSection("Cors:Origins").Get<string[]>() ?? [],
    ];

    /// <summary>The token to send back in the header.</summary>
    public string Issue(HttpContext context) => cookies.IssueSecret(context, SameSiteCookies.Csrf);

    /// <returns>Null when the request is the site's own.</returns>
    public Error? Check(HttpContext context)
    {
        var cookie = cookies.ReadSecret(context, SameSiteCookies.Csrf);
        var header = context.Request.Headers[HeaderName].ToString();
        var isEqual = cookie is not null
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(cookie), Encoding.UTF8.GetBytes(header));
        return isEqual && IsOwnOrigin(context.Request) ? null : IdentityErrors.CsrfInvalid;
    }

    /// <summary>Browsers name the origin; other clients do not, and have no cookie to be abused.</summary>
    private bool IsOwnOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "same-origin" or "none")
            return true;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? site.Length == 0
            : _origins.Contains(origin) || (site.Length == 0 && origin == $"{request.Scheme}://{request.Host}");
    }
}
