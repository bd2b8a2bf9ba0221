using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.Caching;

/// <summary>
/// Tells all nodes that a generation has begun, and waits for them. Redis says how many listen, and each of them says that it has heard.
/// </summary>
/// <param name="know">Hears the tag and the number, before the teller is told that this node has heard.</param>
internal sealed class GenerationNews(IConnectionMultiplexer redis, string prefix, Action<string, long> know)
{
    /// <summary>How long Redis may take; it is away when it takes longer.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(1);

    /// <summary>A node that is too busy to confirm in this time finds the number by itself when it looks next.</summary>
    private static readonly TimeSpan Confirmation = TimeSpan.FromMilliseconds(250);

    private readonly string _self = Guid.CreateVersion7().ToString("N");
    private readonly RedisChannel _raised = new($"{prefix}:raised", RedisChannel.PatternMode.Literal);
    private readonly ConcurrentDictionary<string, Telling> _tellings = new(StringComparer.Ordinal);
    private long _last;

    public async Task SubscribeAsync()
    {
        var subscriber = redis.GetSubscriber();
        await subscriber.SubscribeAsync(_raised, (_, message) => Hear(message));
        await subscriber.SubscribeAsync(HeardBy(_self), (_, message) => Confirm(message));
    }

    /// <returns>False when somebody has not confirmed in time.</returns>
    /// <exception cref="RedisException">Perhaps nobody has heard.</exception>
    /// <exception cref="TimeoutException">Redis does not answer; perhaps nobody has heard.</exception>
    public async Task<bool> TellAsync(RedisKey numbers, string tag, TimeProvider clock)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_self}:{Interlocked.Increment(ref _last)}");
        var telling = _tellings[name] = new Telling();
        try
        {
            var answer = (RedisResult[])await redis.GetDatabase()
                .ScriptEvaluateAsync(GenerationScripts.Raise, [numbers], [tag, (string)_raised, name])
                .WaitAsync(Answer, clock);
            know(tag, (long)answer[0]);
            telling.Expect((int)answer[1]);
            await telling.Task.WaitAsync(Confirmation, clock);
            return true;
        }
        catch (TimeoutException) when (telling.IsExpecting)
        {
            return false;
        }
        finally
        {
            _tellings.TryRemove(name, out _);
        }
    }

    private RedisChannel HeardBy(string teller) => new($"{prefix}:heard:{teller}", RedisChannel.PatternMode.Literal);

    private void Hear(string? message)
    {
        // The number, who tells it, the tag.
        if (message?.Split(' ', 3) is not [var digits, var name, var tag] || !long.TryParse(digits, CultureInfo.InvariantCulture, out var number))
            return;
        know(tag, number);
        if (_tellings.TryGetValue(name, out var own))
            own.Heard();
        else
            redis.GetSubscriber().Publish(HeardBy(name.Split(':')[0]), name, CommandFlags.FireAndForget);
    }

    private void Confirm(string? name)
    {
        if (name is not null && _tellings.TryGetValue(name, out var telling))
            telling.Heard();
    }

    /// <summary>Ends when as many have heard as listen, whichever is known first.</summary>
    private sealed class Telling() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        private int _missing;

        public bool IsExpecting { get; private set; }

        public void Expect(int listeners)
        {
            IsExpecting = true;
            if (Interlocked.Add(ref _missing, listeners) == 0)
                TrySetResult();
        }

        public void Heard()
        {
            if (Interlocked.Decrement(ref _missing) == 0 && IsExpecting)
                TrySetResult();
        }
    }
}
