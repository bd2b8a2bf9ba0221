using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>
/// What a provider publishes of itself and its keys (OpenID Connect Discovery 1.0), kept for hours, asked again when it signs with a key
/// that is not known. Beside the library's own keeper because that one fetches new keys behind the back of the sign-in that needs them.
/// </summary>
internal sealed class ProviderMetadata(ProviderRegistration provider, ProviderHttp http, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    /// <summary>Whoever sends invented keys must not make us ask all the time.</summary>
    private static readonly TimeSpan BetweenRefreshes = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private Published? _published;

    public Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken) => KeptForAsync(Lifetime, cancellationToken);

    /// <summary>As it is now, unless it was asked for a moment ago.</summary>
    public Task<OpenIdConnectConfiguration> RefreshAsync(CancellationToken cancellationToken) => KeptForAsync(BetweenRefreshes, cancellationToken);

    public void Dispose() => _one.Dispose();

    private async Task<OpenIdConnectConfiguration> KeptForAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        if (IsYoung(_published, age) is { } known)
            return known;
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (IsYoung(_published, age) is { } meanwhile)
                return meanwhile;
            var now = await ReadAsync(cancellationToken);
            _published = new Published(now, clock.GetUtcNow());
            return now;
        }
        finally
        {
            _one.Release();
        }
    }

    private OpenIdConnectConfiguration? IsYoung(Published? published, TimeSpan age) =>
        published is not null && clock.GetUtcNow() - published.At < age ? published.Configuration : null;

    private async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancellationToken)
    {
        OpenIdConnectConfiguration read;
        try
        {
            var documents = new HttpDocumentRetriever(http.Client) { RequireHttps = provider.IsSecure };
            read = await OpenIdConnectConfigurationRetriever.GetAsync(
                $"{provider.Authority}/.well-known/openid-configuration", documents, cancellationToken);
        }
#pragma warning disable CA1031 // The library throws what it likes for what a provider answers; for us it is one thing.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            throw new ProviderException(ExternalErrors.Unavailable, "its discovery document or its keys cannot be read", exception);
        }

        if (!ProviderIssuers.IsPublishedBy(provider, read.Issuer))
            throw new ProviderException(ExternalErrors.Untrusted, "its discovery document names another issuer than the configured one");
        foreach (var endpoint in new[] { read.AuthorizationEndpoint, read.TokenEndpoint, read.UserInfoEndpoint })
        {
            if (!string.IsNullOrEmpty(endpoint) && !IsAddress(endpoint))
                throw new ProviderException(ExternalErrors.Untrusted, "its discovery document names an endpoint that is no https address");
        }

        return read;
    }

    private bool IsAddress(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && !provider.IsSecure));

    private sealed record Published(OpenIdConnectConfiguration Configuration, DateTimeOffset At);
}
