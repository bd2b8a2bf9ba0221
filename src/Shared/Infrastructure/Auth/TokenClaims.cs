namespace Monolith.Shared.Infrastructure.Auth;

/// <summary>
/// What a token says, by the registered JWT names (RFC 7519; <c>sid</c>: OpenID Connect Front-Channel Logout; <c>scope</c>: RFC 8693). An
/// access token of a session names it and has no scopes; an API token has scopes, a claim for each, and no session.
/// </summary>
public static class TokenClaims
{
    public const string Subject = "sub";
    public const string Session = "sid";
    public const string Roles = "roles";

    /// <summary>When the person last showed who they are, in seconds since 1970 (OpenID Connect Core, section 2).</summary>
    public const string AuthenticationTime = "auth_time";

    /// <summary>How the person has shown who they are, a claim for each way (RFC 8176).</summary>
    public const string AuthenticationMethods = "amr";

    /// <summary>The authentication method that says that more than one factor was shown (RFC 8176).</summary>
    public const string MultiFactor = "mfa";

    public const string Scope = "scope";
}
