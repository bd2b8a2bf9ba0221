namespace Monolith.Shared.Application;

/// <summary>Who makes this request, read from its access token. Endpoints put <see cref="Id"/> into messages; handlers never ask here.</summary>
public interface ICurrentUser
{
    /// <exception cref="InvalidOperationException">The request is anonymous.</exception>
    Guid Id { get; }

    /// <summary>The session that the access token was issued for.</summary>
    /// <exception cref="InvalidOperationException">The request is anonymous, or comes with an API token.</exception>
    Guid SessionId { get; }

    IReadOnlyList<string> Roles { get; }

    /// <summary>What the request may do, whatever it asks for: what the roles grant, and with an API token as much of it as that was made for.</summary>
    ValueTask<IReadOnlySet<string>> PermissionsAsync();

    /// <summary>In this session, or in the one that made the API token.</summary>
    bool HasShownSecondFactor { get; }

    /// <summary>In a session always; with an API token, whether the token was made for it.</summary>
    bool MayUse(string scope);
}
