namespace Monolith.Shared.Infrastructure.Auth;

/// <summary>The claims of an access token, by their registered JWT names (RFC 7519; <c>sid</c>: OpenID Connect Front-Channel Logout).</summary>
public static class TokenClaims
{
    public const string Subject = "sub";
    public const string Session = "sid";
    public const string Roles = "roles";
}
