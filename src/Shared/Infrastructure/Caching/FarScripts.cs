namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>Steps in Redis; KEYS are the entry and the mark of whoever makes it.</summary>
internal static class FarScripts
{
    /// <summary>{1, the entry}; or {1} when the node ARGV[1] shall make it, within ARGV[2] ms; or {0} while another does.</summary>
    public const string Find =
        """
        local entry = redis.call('GET', KEYS[1])
        if entry then return {1, entry} end
        if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {1} end
        return {0}
        """;

    /// <summary>Keeps the entry ARGV[3] for ARGV[4] ms and tells the channel ARGV[1] the name ARGV[2].</summary>
    public const string Keep =
        """
        redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
        redis.call('DEL', KEYS[2])
        redis.call('PUBLISH', ARGV[1], ARGV[2])
        return 1
        """;

    /// <summary>Lets the next one try, when the mark is that of the node ARGV[3].</summary>
    public const string Abandon =
        """
        if redis.call('GET', KEYS[2]) ~= ARGV[3] then return 0 end
        redis.call('DEL', KEYS[2])
        redis.call('PUBLISH', ARGV[1], ARGV[2])
        return 1
        """;
}
