using Monolith.Identity.Domain;

namespace Monolith.Identity.Application.Ports;

/// <summary>A passkey as its owner recognises it.</summary>
/// <param name="LastUsedAt">Null until the first use.</param>
public sealed record PasskeyView(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
{
    public static PasskeyView Of(Passkey passkey)
    {
        ArgumentNullException.ThrowIfNull(passkey);
        return new(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.LastUsedAt);
    }
}

public interface IPasskeyQueries
{
    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<PasskeyView>> OfAsync(Guid accountId, CancellationToken cancellationToken);
}
