using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>A provider that the person may sign in with.</summary>
/// <param name="Label">What the person recognises the identity there by, as it was when it was linked; null when it has neither address nor name.</param>
public sealed record LinkedProvider(string Provider, string? Label, DateTimeOffset LinkedAt)
{
    public static LinkedProvider Of(ExternalLogin login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return new(login.Provider, login.Label, login.LinkedAt);
    }
}

public interface IExternalLoginQueries
{
    /// <summary>In the order in which they were linked.</summary>
    Task<IReadOnlyList<LinkedProvider>> OfAsync(Guid accountId, CancellationToken cancellationToken);
}
