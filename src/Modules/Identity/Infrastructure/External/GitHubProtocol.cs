using System.Globalization;
using System.Text.Json;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>GitHub speaks OAuth 2.0 without an id_token: who the person is, its own API says to whoever redeemed the code.</summary>
internal sealed class GitHubProtocol(ProviderRegistration provider, ProviderHttp http) : IProviderProtocol
{
    private const string PublicAuthority = "https://github.com";

    // GitHub Enterprise Server has its API below its own address.
    private readonly string _api = provider.Authority == PublicAuthority ? "https://api.github.com" : $"{provider.Authority}/api/v3";

    private string Issuer => $"{provider.Authority}/login/oauth";

    public Task<Uri> AddressAsync(ExternalAttempt attempt, string state, CancellationToken cancellationToken) =>
        Task.FromResult(AuthorizationRequest.Address(new Uri($"{Issuer}/authorize"), provider, attempt, state));

    /// <summary>It names itself; older Enterprise Servers do not yet.</summary>
    public Task RequireIssuerAsync(string? issuer, CancellationToken cancellationToken) =>
        issuer is null || issuer == Issuer
            ? Task.CompletedTask
            : throw new ProviderException(ExternalErrors.Untrusted, "the answer came back for another issuer");

    public async Task<ExternalIdentity> RedeemAsync(ExternalAttempt attempt, string code, CancellationToken cancellationToken)
    {
        var redeemed = await http.RedeemAsync(new Uri($"{Issuer}/access_token"), provider, attempt, code, inHeader: false, cancellationToken);
        var user = await http.GetAsync(new Uri($"{_api}/user"), redeemed.AccessToken, cancellationToken);
        var emails = await http.GetAsync(new Uri($"{_api}/user/emails"), redeemed.AccessToken, cancellationToken);
        if (user.Number("id") is not { } subject)
            throw new ProviderException(ExternalErrors.Untrusted, "its API does not say who the person is");

        var primary = emails.ValueKind == JsonValueKind.Array ? emails.EnumerateArray().FirstOrDefault(email => email.IsTrue("primary")) : default;
        return new(
            provider.Provider.Name,
            Issuer,
            subject.ToString(CultureInfo.InvariantCulture),
            primary.Text("email"),
            primary.IsTrue("verified"),
            user.Text("name") ?? user.Text("login"));
    }
}
