using Microsoft.Extensions.Logging;
using Monolith.Identity.Application.Ports;
using StackExchange.Redis;

namespace Monolith.Identity.Infrastructure.Sessions;

/// <summary>
/// What all nodes know of a session, in Redis for as long as the session is in use, so that the database is asked once a session and not
/// once a token and node. Redis holds nothing that the database does not: whatever is missing there, or Redis itself, is read there.
/// </summary>
internal sealed partial class RedisOpenSessions(
    IConnectionMultiplexer redis, StoredOpenSessions stored, IIdentitySettings settings, ILogger<RedisOpenSessions> logger) : IOpenSessions
{
    private static readonly RedisValue Open = "open";
    private static readonly RedisValue Ended = "ended";

    /// <summary>Longer than any access token lives, with what clocks differ by.</summary>
    private static readonly TimeSpan EndedFor = TimeSpan.FromMinutes(65);

    private IDatabase Database => redis.GetDatabase();

    public async Task<bool> ContainsAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (await FindAsync(sessionId) is { } known)
            return known;
        var isOpen = await stored.ContainsAsync(sessionId, cancellationToken);
        // Only where nothing is: meanwhile somebody may have told that it ended.
        var (state, lifetime) = isOpen ? (Open, settings.Sessions.Idle) : (Ended, EndedFor);
        await Database.StringSetAsync(Key(sessionId), state, lifetime, When.NotExists, CommandFlags.FireAndForget);
        return isOpen;
    }

    /// <exception cref="RedisException">Redis does not answer; come again.</exception>
    public Task RemoveAsync(Guid sessionId, CancellationToken cancellationToken) => Database.StringSetAsync(Key(sessionId), Ended, EndedFor);

    private static RedisKey Key(Guid sessionId) => $"identity:session:{sessionId}";

    /// <returns>Null when Redis knows nothing of it, or does not answer.</returns>
    private async Task<bool?> FindAsync(Guid sessionId)
    {
        try
        {
            var state = await Database.StringGetAsync(Key(sessionId));
            if (state == Open)
                await Database.KeyExpireAsync(Key(sessionId), settings.Sessions.Idle, CommandFlags.FireAndForget);
            return state.IsNull ? null : state == Open;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LogAway(exception.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Redis does not answer; sessions are looked up in the database: {Reason}")]
    private partial void LogAway(string reason);
}
