using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Monolith.Shared.Kernel;

namespace Monolith.Identity.Domain;

/// <summary>How long sessions live.</summary>
/// <param name="Idle">Without a refresh, sliding.</param>
/// <param name="Absolute">From sign-in, whatever happens.</param>
public sealed record SessionLifetimes(TimeSpan Idle, TimeSpan Absolute);

/// <summary>From where a session was started; both texts are cut to what a person can read.</summary>
public sealed record ClientInfo
{
    private const int MaxUserAgentLength = 400;
    private const int MaxIpLength = 45;

    public ClientInfo(string? userAgent, string? ip) => (UserAgent, Ip) = (Cut(userAgent, MaxUserAgentLength), Cut(ip, MaxIpLength));

    public string? UserAgent { get; }

    public string? Ip { get; }

    private static string? Cut(string? text, int length) => text?.Length > length ? text[..length] : text;
}

/// <summary>What a presented refresh token leads to.</summary>
/// <param name="Successor">The token to answer with, or null when <paramref name="Error"/> says why not.</param>
/// <param name="Changed">Whether the session must be stored.</param>
public sealed record RefreshOutcome(RefreshToken? Successor, Error? Error, bool Changed);

/// <summary>
/// A signed-in browser or device, kept alive by refresh tokens that are replaced at every use. A successor becomes final when it is
/// first used: until then its parent answers the same successor again (a lost answer, a second tab), but for one minute only.
/// Whatever older token comes after that was stolen, by whom is unknown, so the session ends.
/// </summary>
public sealed class Session
{
    /// <summary>How long a parent is answered again while its successor is unused.</summary>
    public static readonly TimeSpan RetryWindow = TimeSpan.FromSeconds(60);

    [JsonConstructor]
    private Session()
    {
    }

    [JsonInclude]
    public Guid Id { get; private set; }

    [JsonInclude]
    public Guid AccountId { get; private set; }

    /// <summary>Tags every token of this session; it opens nothing by itself.</summary>
    [JsonInclude]
    public byte[] FamilyKey { get; private set; } = [];

    /// <summary>SHA-256 of the token that is used next.</summary>
    [JsonInclude]
    public byte[] CurrentHash { get; private set; } = [];

    /// <summary>SHA-256 of the token that the current one replaced.</summary>
    [JsonInclude]
    public byte[]? ParentHash { get; private set; }

    /// <summary>Leads from the parent to the current token.</summary>
    [JsonInclude]
    public byte[]? Salt { get; private set; }

    [JsonInclude]
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The last sign-in or replacement of the token.</summary>
    [JsonInclude]
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>The end, whatever happens.</summary>
    [JsonInclude]
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When the person last showed who they are, by which methods (<c>auth_time</c> and <c>amr</c>).</summary>
    [JsonInclude]
    public DateTimeOffset AuthenticatedAt { get; private set; }

    /// <summary>Of <see cref="AuthenticationMethods"/>.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Methods { get; private set; } = [];

    [JsonInclude]
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Revoked because an old token came back.</summary>
    [JsonInclude]
    public bool WasReused { get; private set; }

    [JsonInclude]
    public string? UserAgent { get; private set; }

    [JsonInclude]
    public string? Ip { get; private set; }

    /// <summary>The document's revision.</summary>
    [JsonIgnore]
    public long Version { get; private set; }

    public static (Session Session, RefreshToken Token) Start(
        Guid accountId, IReadOnlyList<string> methods, ClientInfo client, SessionLifetimes lifetimes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(lifetimes);
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            AccountId = accountId,
            FamilyKey = Secret.New(),
            CreatedAt = now,
            LastSeenAt = now,
            AuthenticatedAt = now,
            Methods = methods,
            ExpiresAt = now + lifetimes.Absolute,
            UserAgent = client.UserAgent,
            Ip = client.Ip,
        };
        var token = RefreshToken.Issue(session.Id, session.FamilyKey, Secret.New());
        session.CurrentHash = token.Hash;
        return (session, token);
    }

    /// <summary>Replaces the token, answers its retry, or ends the session. The caller stores the session by revision, and with a new successor the use of the token.</summary>
    public RefreshOutcome Refresh(RefreshToken token, SessionLifetimes lifetimes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(lifetimes);
        if (!IsOurs(token))
            return Refused(IdentityErrors.RefreshInvalid);
        var isCurrent = Matches(CurrentHash, token);
        if (WasReused && !isCurrent)
            return Refused(IdentityErrors.RefreshReused);
        if (!IsOpen(lifetimes, now))
            return Refused(IdentityErrors.RefreshInvalid);
        if (isCurrent)
            return Rotate(token, now);
        if (Matches(ParentHash, token) && now - LastSeenAt <= RetryWindow)
            return new(token.Successor(FamilyKey, Salt!), null, Changed: false);

        (RevokedAt, WasReused) = (now, true);
        return new(null, IdentityErrors.RefreshReused, Changed: true);
    }

    /// <summary>Whether the token belongs to this session and opens it: the current one, or its parent.</summary>
    public bool IsHeldBy(RefreshToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return IsOurs(token) && (Matches(CurrentHash, token) || Matches(ParentHash, token));
    }

    /// <summary>Neither revoked nor too old, nor unused for too long.</summary>
    public bool IsOpen(SessionLifetimes lifetimes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(lifetimes);
        return RevokedAt is null && now < ExpiresAt && now < LastSeenAt + lifetimes.Idle;
    }

    /// <summary>The person has shown once more who they are.</summary>
    public void Reauthenticate(IReadOnlyList<string> methods, DateTimeOffset now) =>
        (AuthenticatedAt, Methods) = (now, AuthenticationMethods.Together([.. Methods, .. methods]));

    /// <summary>The person has shown one credential more than at sign-in.</summary>
    public void AddMethod(string method) => Methods = AuthenticationMethods.Together([.. Methods, method]);

    /// <returns>False when it ended before.</returns>
    public bool Revoke(DateTimeOffset now)
    {
        if (RevokedAt is not null)
            return false;
        RevokedAt = now;
        return true;
    }

    private static RefreshOutcome Refused(Error error) => new(null, error, Changed: false);

    private static bool Matches(byte[]? hash, RefreshToken token) => hash is not null && CryptographicOperations.FixedTimeEquals(hash, token.Hash);

    private bool IsOurs(RefreshToken token) => token.SessionId == Id && token.WasIssuedUnder(FamilyKey);

    private RefreshOutcome Rotate(RefreshToken token, DateTimeOffset now)
    {
        var salt = Secret.New();
        var successor = token.Successor(FamilyKey, salt);
        (ParentHash, CurrentHash, Salt, LastSeenAt) = (CurrentHash, successor.Hash, salt, now);
        return new(successor, null, Changed: true);
    }
}
