using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Monolith.Identity.Application.Ports;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>The authorization code flow of OpenID Connect Core 1.0 with PKCE, by what the provider publishes.</summary>
internal sealed class OpenIdProtocol(ProviderRegistration provider, ProviderMetadata metadata, ProviderHttp http) : IProviderProtocol
{
    public async Task<Uri> AddressAsync(ExternalAttempt attempt, string state, CancellationToken cancellationToken)
    {
        var published = await metadata.GetAsync(cancellationToken);
        var endpoint = Required(published.AuthorizationEndpoint);
        return AuthorizationRequest.Address(endpoint, provider, attempt, state, ("nonce", attempt.Nonce));
    }

    public async Task RequireIssuerAsync(string? issuer, CancellationToken cancellationToken)
    {
        var published = await metadata.GetAsync(cancellationToken);
        if (issuer is null ? published.AuthorizationResponseIssParameterSupported : !ProviderIssuers.IsOf(published.Issuer, issuer))
            throw new ProviderException(ExternalErrors.Untrusted, "the answer came back for another issuer");
    }

    public async Task<ExternalIdentity> RedeemAsync(ExternalAttempt attempt, string code, CancellationToken cancellationToken)
    {
        var published = await metadata.GetAsync(cancellationToken);
        var methods = published.TokenEndpointAuthMethodsSupported;
        var inHeader = methods.Count == 0 || methods.Contains("client_secret_basic");
        var redeemed = await http.RedeemAsync(Required(published.TokenEndpoint), provider, attempt, code, inHeader, cancellationToken);
        if (redeemed.IdToken is not { } idToken)
            throw new ProviderException(ExternalErrors.Untrusted, "the token endpoint answered no id_token");

        var claims = await ReadAsync(published);
        if (claims is null)
            claims = await ReadAsync(published = await metadata.RefreshAsync(cancellationToken));
        if (claims is not { } proved)
            throw new ProviderException(ExternalErrors.Untrusted, "its id_token is signed with a key that it does not publish");
        var told = await AskAsync(proved, published, redeemed.AccessToken, cancellationToken);
        return new(
            provider.Provider.Name, proved.Text("iss")!, proved.Text("sub")!, told.Text("email"), IsVerified(told), told.Text("name") ?? proved.Text("name"));

        Task<JsonElement?> ReadAsync(OpenIdConnectConfiguration keys) =>
            IdTokens.ReadAsync(idToken, keys, provider.ClientId, attempt, redeemed.AccessToken);
    }

    /// <summary>Many providers tell the address only when asked (OpenID Connect Core 1.0, section 5.3).</summary>
    private async Task<JsonElement> AskAsync(
        JsonElement proved, OpenIdConnectConfiguration published, string accessToken, CancellationToken cancellationToken)
    {
        if (proved.Text("email") is not null || string.IsNullOrEmpty(published.UserInfoEndpoint))
            return proved;
        var told = await http.GetAsync(new Uri(published.UserInfoEndpoint), accessToken, cancellationToken);
        return told.Text("sub") == proved.Text("sub")
            ? told
            : throw new ProviderException(ExternalErrors.Untrusted, "its userinfo endpoint speaks of somebody else");
    }

    /// <summary>
    /// Microsoft passes on whatever address an administrator of any tenant has entered; only <c>xms_edov</c> says that the tenant owns
    /// its domain.
    /// </summary>
    private bool IsVerified(JsonElement claims) =>
        claims.IsTrue("email_verified") || (provider.Provider.Kind == ProviderKind.Microsoft && claims.IsTrue("xms_edov"));

    private static Uri Required(string? endpoint) =>
        string.IsNullOrEmpty(endpoint)
            ? throw new ProviderException(ExternalErrors.Unavailable, "its discovery document names no such endpoint")
            : new Uri(endpoint);
}
