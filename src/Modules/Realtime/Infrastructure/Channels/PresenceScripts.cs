namespace Monolith.Realtime.Infrastructure.Channels;

/// <summary>
/// What is kept of a channel is one sorted set: who is there, by the moment (milliseconds, by the clock of Redis, which all nodes share) until
/// which that counts. Each script is one step that nothing comes between.
/// </summary>
internal static class PresenceScripts
{
    /// <summary>A channel keeps so many; whoever comes later follows it without being seen.</summary>
    public const int MostKept = 1000;

    /// <summary>
    /// Writes down who is there, or with a lifetime of 0 strikes out who is not, and forgets whom no node has renewed; tells all nodes of each
    /// who was not there before, or is not any more. Arguments: the Redis channel of the moves, the channel, the lifetime, the most, clients.
    /// </summary>
    public const string Move =
        """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local lifetime, most = tonumber(ARGV[3]), tonumber(ARGV[4])
        local function tell(mark, client)
          redis.call('PUBLISH', ARGV[1], mark .. ' ' .. client .. ' ' .. ARGV[2])
        end
        for i = 5, #ARGV do
          if lifetime == 0 then
            if redis.call('ZREM', KEYS[1], ARGV[i]) == 1 then tell('-', ARGV[i]) end
          elseif redis.call('ZSCORE', KEYS[1], ARGV[i]) or redis.call('ZCARD', KEYS[1]) < most then
            if redis.call('ZADD', KEYS[1], now + lifetime, ARGV[i]) == 1 then tell('+', ARGV[i]) end
          end
        end
        for _, client in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, most)) do
          redis.call('ZREM', KEYS[1], client)
          tell('-', client)
        end
        if lifetime > 0 then redis.call('PEXPIRE', KEYS[1], lifetime) end
        """;

    /// <summary>Whoever is there now, as many as the argument says.</summary>
    public const string List =
        """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf', 'LIMIT', 0, ARGV[1])
        """;
}
