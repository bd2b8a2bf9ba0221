using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>
/// Compares issuers, character by character. Microsoft's common endpoint publishes one for all its tenants, with a gap where each
/// token has its tenant.
/// </summary>
internal static class ProviderIssuers
{
    private const string Gap = "{tenantid}";

    /// <summary>Whether a discovery document speaks for the provider that it was asked of (OpenID Connect Discovery 1.0, section 4.3).</summary>
    public static bool IsPublishedBy(ProviderRegistration provider, string? published)
    {
        if (provider.Provider.Kind != ProviderKind.Microsoft)
            return published?.TrimEnd('/') == provider.Authority;
        // Asked by the name of a tenant or of a group of them, it answers with the tenant's id, or with the gap.
        var template = $"{new Uri(provider.Authority).GetLeftPart(UriPartial.Authority)}/{Gap}/v2.0";
        return published == template || IsOf(template, published);
    }

    /// <summary>Whether something that names this issuer comes from who published it.</summary>
    public static bool IsOf(string published, string? issuer) =>
        published.Contains(Gap, StringComparison.Ordinal) ? Tenant(published, issuer) is not null : issuer == published;

    /// <returns>What stands in the gap; null when there is none or it does not fit.</returns>
    public static string? Tenant(string published, string? issuer)
    {
        var gap = published.IndexOf(Gap, StringComparison.Ordinal);
        if (gap < 0 || issuer is null)
            return null;
        var (before, after) = (published[..gap], published[(gap + Gap.Length)..]);
        if (!issuer.StartsWith(before, StringComparison.Ordinal) || !issuer.EndsWith(after, StringComparison.Ordinal))
            return null;
        var length = issuer.Length - before.Length - after.Length;
        return length > 0 && Guid.TryParseExact(issuer.AsSpan(before.Length, length), "D", out _) ? issuer.Substring(before.Length, length) : null;
    }
}
