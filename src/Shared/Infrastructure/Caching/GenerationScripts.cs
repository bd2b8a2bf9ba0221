namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>
/// Steps in Redis. A number that Redis has lost begins anew at its clock, in microseconds: above all that were before.
/// </summary>
internal static class GenerationScripts
{
    /// <summary>
    /// The numbers of tags; ARGV has each with the number that the node knows, which is higher where Redis goes on with an older copy of itself.
    /// </summary>
    public const string Look =
        """
        local numbers = {}
        for i = 1, #ARGV, 2 do
          local number, known = tonumber(redis.call('HGET', KEYS[1], ARGV[i]) or 0), tonumber(ARGV[i + 1])
          if number == 0 or number < known then
            local t = redis.call('TIME')
            number = number == 0 and t[1] * 1000000 + t[2] or known
            redis.call('HSET', KEYS[1], ARGV[i], string.format('%.0f', number))
          end
          numbers[#numbers + 1] = number
        end
        return numbers
        """;

    /// <summary>Raises the number of the tag ARGV[1], tells it on the channel ARGV[2] under the name ARGV[3]; how many listen.</summary>
    public const string Raise =
        """
        if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then
          local t = redis.call('TIME')
          redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', t[1] * 1000000 + t[2]))
        end
        local number = redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
        return {number, redis.call('PUBLISH', ARGV[2], string.format('%.0f', number) .. ' ' .. ARGV[3] .. ' ' .. ARGV[1])}
        """;
}
