using Microsoft.Extensions.Logging;
using Monolith.Identity.Application.Ports;
using StackExchange.Redis;

namespace Monolith.Identity.Infrastructure.Sessions;

/// <summary>
/// What all nodes know of a session and of the roles of who is signed in by it, in Redis for as long as it is in use, so that the database
/// is asked once a session and not once a token and node. Redis holds nothing that the database does not: whatever is missing there, or
/// Redis itself, is read there, and nobody is refused for other roles before the database has said so.
/// </summary>
internal sealed partial class RedisOpenSessions(
    IConnectionMultiplexer redis, StoredOpenSessions stored, IIdentitySettings settings, ILogger<RedisOpenSessions> logger) : IOpenSessions
{
    /// <summary>What is known of an account begins with its version. Only a later one takes the place of what is known.</summary>
    private const string NoteLater =
        """
        local known = redis.call('GET', KEYS[1])
        if known and tonumber(string.match(known, '^%d+')) >= tonumber(ARGV[1]) then return end
        redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2], 'EX', ARGV[3])
        """;

    private const char Separator = ' ';

    /// <summary>In the place of roles: none has this name, so no token names it.</summary>
    private const string Barred = "!";

    private static readonly RedisValue Open = "open";
    private static readonly RedisValue Ended = "ended";

    /// <summary>Longer than any access token lives, with what clocks differ by.</summary>
    private static readonly TimeSpan PastTokens = TimeSpan.FromMinutes(65);

    private IDatabase Database => redis.GetDatabase();

    public async Task<TokenStanding> CheckAsync(TokenFacts token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        var (isOpen, roles) = await FindAsync(token);
        if (isOpen == false)
            return TokenStanding.Ended;
        if (isOpen == true && roles is not null && StoredOpenSessions.AreSame(token.Roles, roles))
            return TokenStanding.Good;

        var session = await stored.FindAsync(token, cancellationToken);
        // Only where nothing is: meanwhile somebody may have told that it ended.
        var (state, lifetime) = session.IsOpen ? (Open, settings.Sessions.Idle) : (Ended, PastTokens);
        await Database.StringSetAsync(Key(token.SessionId), state, lifetime, When.NotExists, CommandFlags.FireAndForget);
        if (session.IsOpen)
            await NoteAsync(token.AccountId, session.Account, CommandFlags.FireAndForget);
        return StoredOpenSessions.Standing(token, session);
    }

    /// <exception cref="RedisException">Redis does not answer; come again.</exception>
    public Task RemoveAsync(Guid sessionId, CancellationToken cancellationToken) => Database.StringSetAsync(Key(sessionId), Ended, PastTokens);

    /// <exception cref="RedisException">Redis does not answer; come again.</exception>
    public async Task NoteAccountAsync(Guid accountId, CancellationToken cancellationToken) =>
        await NoteAsync(accountId, await stored.FindAccountAsync(accountId, cancellationToken), CommandFlags.None);

    private static RedisKey Key(Guid sessionId) => $"identity:session:{sessionId}";

    private static RedisKey AccountKey(Guid accountId) => $"identity:account:{accountId}";

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
    private async Task<(bool? IsOpen, IReadOnlyList<string>? Roles)> FindAsync(TokenFacts token)
    {
        try
        {
            var asksRoles = Database.StringGetAsync(AccountKey(token.AccountId));
            var state = await Database.StringGetAsync(Key(token.SessionId));
            if (state == Open)
                await Database.KeyExpireAsync(Key(token.SessionId), settings.Sessions.Idle, CommandFlags.FireAndForget);
            var roles = (string?)await asksRoles;
            return (state.IsNull ? null : state == Open, roles?.Split(Separator)[1..]);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogAway(exception.Message);
            return (null, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Redis does not answer; sessions are looked up in the database: {Reason}")]
    private partial void LogAway(string reason);
}
