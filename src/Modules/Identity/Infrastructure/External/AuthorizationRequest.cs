using Microsoft.AspNetCore.WebUtilities;
using Monolith.Identity.Domain;

namespace Monolith.Identity.Infrastructure.External;

internal static class AuthorizationRequest
{
    /// <summary>Where to send the browser (RFC 6749, section 4.1.1, and RFC 7636, section 4.3).</summary>
    public static Uri Address(
        Uri endpoint, ProviderRegistration provider, ExternalAttempt attempt, string state, params ReadOnlySpan<(string Name, string Value)> more)
    {
        Dictionary<string, string?> query = new()
        {
            ["client_id"] = provider.ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = provider.RedirectUri.ToString(),
            ["scope"] = provider.Scopes,
            ["state"] = state,
            ["code_challenge"] = attempt.CodeChallenge,
            ["code_challenge_method"] = ExternalAttempt.ChallengeMethod,
        };
        foreach (var (name, value) in more)
            query[name] = value;
        return new Uri(QueryHelpers.AddQueryString(endpoint.ToString(), query));
    }
}
