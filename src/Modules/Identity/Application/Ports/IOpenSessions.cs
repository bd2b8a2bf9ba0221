namespace Monolith.Identity.Application.Ports;

/// <summary>What an access token says that can become untrue before it expires.</summary>
/// <param name="AuthenticatedAt">Seconds since 1970, as in the token (<c>auth_time</c>).</param>
public sealed record TokenFacts(Guid SessionId, Guid AccountId, long AuthenticatedAt, IReadOnlyList<string> Roles);

public enum TokenStanding
{
    Good,

    /// <summary>The account has other roles now, or its person has shown a credential since; the session goes on and gives a new token.</summary>
    Outdated,

    /// <summary>The session is over.</summary>
    Ended,
}

/// <summary>The sessions that are open, and the state and the roles of who is signed in by them, as every node asks before it accepts an access token.</summary>
public interface IOpenSessions
{
    Task<TokenStanding> CheckAsync(TokenFacts token, CancellationToken cancellationToken);

    /// <summary>Tells all nodes that a session which is stored as ended is open no longer.</summary>
    Task RemoveAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Tells all nodes when the person of a stored session last showed a credential. Late news is no news.</summary>
    Task NoteSessionAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Tells all nodes what is stored of an account now: whether its person may sign in, and the roles. Late news is no news.</summary>
    Task NoteAccountAsync(Guid accountId, CancellationToken cancellationToken);
}
