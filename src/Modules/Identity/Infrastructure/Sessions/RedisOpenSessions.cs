using Microsoft.Extensions.Logging;
using Monolith.Identity.Application.Ports;
using StackExchange.Redis;

namespace Monolith.Identity.Infrastructure.Sessions;

/// <summary>
/// What all nodes know of a session, when its person last showed a credential, and of the roles of who is signed in by it, in Redis for as
/// long as it is in use, so that the database is asked once a session and not once a token and node. Redis holds nothing that the database
/// does not: whatever is missing there, or Redis itself, is read there, and nobody is refused for other roles before the database has said so.
/// </summary>
internal sealed partial class RedisOpenSessions(
    IConnectionMultiplexer redis, StoredOpenSessions stored, IIdentitySettings settings, ILogger<RedisOpenSessions> logger) : IOpenSessions
{
    /// <summary>
    /// What is known begins with a number that grows: of an account its version, of an open session the time of its last credential. Only a
    /// greater one takes its place, and none that of an end.
    /// </summary>
    private const string NoteLater =
        """
        local known = redis.call('GET', KEYS[1])
        if known and (tonumber(string.match(known, '^%d+')) or math.huge) >= tonumber(ARGV[1]) then return end
        redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2], 'EX', ARGV[3])
        """;

    private const char Separator = ' ';

    /// <summary>In the place of roles: none has this name, so no token names it.</summary>
    private const string Barred = "!";

    private static readonly RedisValue Ended = "ended";

    /// <summary>Longer than any access token lives, with what clocks differ by.</summary>
    private static readonly TimeSpan PastTokens = TimeSpan.FromMinutes(65);

    private IDatabase Database => redis.GetDatabase();

    public async Task<TokenStanding> CheckAsync(TokenFacts token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        var (state, roles) = await FindAsync(token);
        if (state == Ended)
            return TokenStanding.Ended;
        // To the client library nothing is a number too, 0.
        if (state.HasValue
            && state.TryParse(out long authenticatedAt)
            && token.AuthenticatedAt >= authenticatedAt
            && roles is not null
            && StoredOpenSessions.AreSame(token.Roles, roles))
        {
            return TokenStanding.Good;
        }

        var session = await stored.FindAsync(token, cancellationToken);
        if (session.IsOpen)
        {
            await NoteOpenAsync(token.SessionId, session.AuthenticatedAt, CommandFlags.FireAndForget);
            await NoteAsync(token.AccountId, session.Account, CommandFlags.FireAndForget);
        }
        else
        {
            await Database.StringSetAsync(Key(token.SessionId), Ended, PastTokens, When.NotExists, CommandFlags.FireAndForget);
        }

        return StoredOpenSessions.Standing(token, session);
    }

    /// <exception cref="RedisException">Redis does not answer; come again.</exception>
    public Task RemoveAsync(Guid sessionId, CancellationToken cancellationToken) => Database.StringSetAsync(Key(sessionId), Ended, PastTokens);

    /// <exception cref="RedisException">Redis does not answer; come again.</exception>
    public async Task NoteSessionAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (await stored.FindAuthenticationAsync(sessionId, cancellationToken) is { } authenticatedAt)
            await NoteOpenAsync(sessionId, authenticatedAt, CommandFlags.None);
    }

    /// <exception cref="RedisException">Redis does not answer; come again.</exception>
    public async Task NoteAccountAsync(Guid accountId, CancellationToken cancellationToken) =>
        await NoteAsync(accountId, await stored.FindAccountAsync(accountId, cancellationToken), CommandFlags.None);

    private static RedisKey Key(Guid sessionId) => $"identity:session:{sessionId}";

    private static RedisKey AccountKey(Guid accountId) => $"identity:account:{accountId}";

    private Task<RedisResult> NoteOpenAsync(Guid sessionId, long authenticatedAt, CommandFlags flags) => Database.ScriptEvaluateAsync(
        NoteLater, [Key(sessionId)], [authenticatedAt, RedisValue.EmptyString, (int)settings.Sessions.Idle.TotalSeconds], flags);

    private Task<RedisResult> NoteAsync(Guid accountId, StoredAccount account, CommandFlags flags)
    {
        var roles = account.MaySignIn ? account.Roles : [Barred];
        return Database.ScriptEvaluateAsync(
            NoteLater,
            [AccountKey(accountId)],
            [account.Version, string.Concat(roles.Select(role => $"{Separator}{role}")), (int)PastTokens.TotalSeconds],
            flags);
    }

    /// <returns>Null for what Redis does not know, or when it does not answer.</returns>
    private async Task<(RedisValue State, IReadOnlyList<string>? Roles)> FindAsync(TokenFacts token)
    {
        try
        {
            var asksRoles = Database.StringGetAsync(AccountKey(token.AccountId));
            var state = await Database.StringGetAsync(Key(token.SessionId));
            if (state.HasValue && state != Ended)
                await Database.KeyExpireAsync(Key(token.SessionId), settings.Sessions.Idle, CommandFlags.FireAndForget);
            var roles = (string?)await asksRoles;
            return (state, roles?.Split(Separator)[1..]);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogAway(exception.Message);
            return (RedisValue.Null, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Redis does not answer; sessions are looked up in the database: {Reason}")]
    private partial void LogAway(string reason);
}
