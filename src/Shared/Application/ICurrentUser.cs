namespace Monolith.Shared.Application;

/// <summary>Who makes this request, read from its access token. Endpoints put <see cref="Id"/> into messages; handlers never ask here.</summary>
public interface ICurrentUser
{
    /// <exception cref="InvalidOperationException">The request is anonymous.</exception>
    Guid Id { get; }

    /// <summary>The session that the access token was issued for.</summary>
    /// <exception cref="InvalidOperationException">The request is anonymous.</exception>
    Guid SessionId { get; }

    IReadOnlyList<string> Roles { get; }

    bool Has(string permission);
}
