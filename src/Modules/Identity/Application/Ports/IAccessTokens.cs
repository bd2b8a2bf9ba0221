using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>Signs the short-lived tokens that requests carry.</summary>
public interface IAccessTokens
{
    ValueTask<AccessToken> IssueAsync(Account account, Session session, CancellationToken cancellationToken);
}

/// <param name="Lifetime">From now on.</param>
public sealed record AccessToken(string Value, TimeSpan Lifetime)
{
    /// <summary>Never the token: this may end in a log.</summary>
    public override string ToString() => nameof(AccessToken);
}
