using System.Text.RegularExpressions;
using Monolith.Identity.Application.Ports;

namespace Monolith.Identity.Infrastructure.External;

/// <summary>What the installation and a provider have agreed on.</summary>
/// <param name="Authority">Without a slash at the end.</param>
/// <param name="RedirectUri">Each provider has its own, so that no other's answer arrives there.</param>
internal sealed partial record ProviderRegistration(
    ExternalProvider Provider, string Authority, string ClientId, string ClientSecret, string Scopes, Uri RedirectUri)
{
    private const int MaxNameLength = 32;

    private static readonly Dictionary<ProviderKind, (string Authority, string Scopes)> Presets = new()
    {
        [ProviderKind.OpenId] = (string.Empty, "openid profile email"),
        [ProviderKind.GitHub] = ("https://github.com", "read:user user:email"),
        [ProviderKind.Google] = ("https://accounts.google.com", "openid profile email"),
        [ProviderKind.Microsoft] = ("https://login.microsoftonline.com/common/v2.0", "openid profile email"),
    };

    /// <summary>Plain http is for a provider on a developer's machine only.</summary>
    public bool IsSecure => Authority.StartsWith("https:", StringComparison.Ordinal);

    public static ProviderRegistration Of(string name, IdentityOptions.ProviderOptions options, string publicUrl)
    {
        var kind = Enum.Parse<ProviderKind>(options.Kind, ignoreCase: true);
        var (authority, scopes) = Presets[kind];
        var path = name.ToLowerInvariant();
        return new(
            new ExternalProvider(path, Or(options.DisplayName, kind == ProviderKind.OpenId ? name : kind.ToString()), kind),
            Or(options.Authority, authority).TrimEnd('/'),
            options.ClientId,
            options.ClientSecret,
            Or(options.Scopes, scopes),
            new Uri($"{publicUrl}/api/v1/auth/external/{path}/callback"));
    }

    /// <summary>Each in one sentence.</summary>
    public static IEnumerable<string> Problems(string name, IdentityOptions.ProviderOptions options, bool isDevelopment)
    {
        var key = $"Identity:Providers:{name}";
        if (name.Length > MaxNameLength || !Name().IsMatch(name.ToLowerInvariant()))
            yield return $"{key}: the name must have at most {MaxNameLength} letters, digits and hyphens, as it is part of addresses.";
        var isKnown = Enum.TryParse<ProviderKind>(options.Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind);
        if (!isKnown)
            yield return $"{key}:Kind must be {string.Join(", ", Enum.GetNames<ProviderKind>())}.";
        var authority = Or(options.Authority, isKnown ? Presets[kind].Authority : string.Empty);
        if (authority.Length == 0)
            yield return $"{key}:Authority is missing: name the issuer, for example https://login.example.com.";
        else if (!IsAuthority(authority, isDevelopment))
            yield return $"{key}:Authority must be an https address without query and fragment.";
        if (options.ClientId.Length == 0 || options.ClientSecret.Length == 0)
            yield return $"{key}:ClientId and ClientSecret are needed: the provider gives both to whoever registers an application.";
        if (isKnown && kind != ProviderKind.GitHub && options.Scopes.Length > 0 && !options.Scopes.Split(' ').Contains("openid", StringComparer.Ordinal))
            yield return $"{key}:Scopes must contain openid.";
    }

    /// <summary>Never the secret: this may end in a log.</summary>
    public override string ToString() => $"{nameof(ProviderRegistration)} {Provider.Name}";

    private static bool IsAuthority(string text, bool isDevelopment) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (isDevelopment && uri.Scheme == Uri.UriSchemeHttp))
        && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    private static string Or(string configured, string usual) => configured.Length == 0 ? usual : configured;

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Name();
}
