using System.Text.Json.Serialization;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Domain;

/// <summary>Who somebody is at a provider, as the provider has proved it to us.</summary>
/// <param name="Provider">The name under which the installation knows the provider.</param>
/// <param name="Issuer">The provider's own name: subjects are unique under it, whatever the installation calls it later.</param>
/// <param name="Subject">Never reused and never changed by the provider; everything else may be.</param>
/// <param name="IsEmailVerified">Whether the provider says that the address is this person's.</param>
public sealed record ExternalIdentity(string Provider, string Issuer, string Subject, string? Email, bool IsEmailVerified, string? Name)
{
    /// <summary>OpenID Connect Core 1.0, section 2.</summary>
    public const int MaxSubjectLength = 255;

    /// <summary>Code points of up to two characters: no more than a display name has.</summary>
    private const int MaxLabelLength = Account.MaxDisplayNameLength / 2;

    /// <summary>The address, when there is one that mail servers deliver to.</summary>
    [JsonIgnore]
    public EmailAddress? Address => EmailAddress.TryParse(Email, out var address) ? address : null;

    /// <summary>What the person recognises the identity by.</summary>
    [JsonIgnore]
    public string? Label => Address?.Value ?? Printable(Name);

    /// <summary>The name of an account that is made for this person.</summary>
    public string DisplayNameFor(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Printable(Name) ?? Printable(address.Value[..address.Value.LastIndexOf('@')])!;
    }

    /// <summary>Never the address: this may end in a log.</summary>
    public override string ToString() => $"{nameof(ExternalIdentity)} at {Provider}";

    private static string? Printable(string? text)
    {
        var clean = string.Concat((text ?? string.Empty).EnumerateRunes().Where(OneLine.Allows).Take(MaxLabelLength)).Trim();
        return clean.Length == 0 ? null : clean;
    }
}
