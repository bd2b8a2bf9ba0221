using Monolith.Identity.Domain;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Application.Ports;

/// <summary>What people know of a provider.</summary>
/// <param name="Name">Part of addresses: lower-case letters, digits and hyphens.</param>
/// <param name="Kind">Which mark it is shown with.</param>
public sealed record ExternalProvider(string Name, string DisplayName, ProviderKind Kind);

public enum ProviderKind
{
    /// <summary>Any that speaks OpenID Connect and publishes how (OpenID Connect Discovery 1.0).</summary>
    OpenId,
    GitHub,
    Google,
    Microsoft,
}

/// <summary>What the browser brings back from a provider; anybody can have written it.</summary>
/// <param name="Code">Null when the provider refused.</param>
/// <param name="Issuer">Which provider says it is (RFC 9207).</param>
public sealed record ExternalAnswer(string? Code, string? Error, string? Issuer)
{
    /// <summary>Never the code: this may end in a log.</summary>
    public override string ToString() => nameof(ExternalAnswer);
}

/// <summary>The providers that the installation is registered with. Nothing here throws for what a provider does.</summary>
public interface IExternalProviders
{
    IReadOnlyList<ExternalProvider> All { get; }

    /// <summary>As people read it, also of one that the installation no longer has.</summary>
    string NameOf(string provider) => All.FirstOrDefault(one => one.Name == provider)?.DisplayName ?? provider;

    /// <summary>Where to send the browser.</summary>
    Task<Result<Uri>> AddressAsync(ExternalAttempt attempt, string state, CancellationToken cancellationToken);

    /// <summary>Who the person is, proved by the provider in answer to this attempt and no other.</summary>
    Task<Result<ExternalIdentity>> RedeemAsync(ExternalAttempt attempt, ExternalAnswer answer, CancellationToken cancellationToken);
}
