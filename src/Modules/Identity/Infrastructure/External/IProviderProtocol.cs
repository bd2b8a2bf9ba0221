using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>How a kind of provider is talked to.</summary>
internal interface IProviderProtocol
{
    /// <exception cref="ProviderException">The provider does not say where.</exception>
    Task<Uri> AddressAsync(ExternalAttempt attempt, string state, CancellationToken cancellationToken);

    /// <exception cref="ProviderException">Nothing is proved.</exception>
    Task<ExternalIdentity> RedeemAsync(ExternalAttempt attempt, string code, CancellationToken cancellationToken);

    /// <summary>Whether an answer that carries this issuer may be the provider's (RFC 9207, section 2.4).</summary>
    /// <exception cref="ProviderException">It may not.</exception>
    Task RequireIssuerAsync(string? issuer, CancellationToken cancellationToken);
}
