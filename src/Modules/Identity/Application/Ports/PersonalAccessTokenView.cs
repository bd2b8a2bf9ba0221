using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>A token as its owner recognises it; what it opens with is shown once and never again.</summary>
/// <param name="LastUsedAt">To the minute; null until the first use.</param>
public sealed record PersonalAccessTokenView(
    Guid Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt)
{
    public static PersonalAccessTokenView Of(PersonalAccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new(token.Id, token.Name, token.Scopes, token.CreatedAt, token.ExpiresAt, token.LastUsedAt);
    }
}
