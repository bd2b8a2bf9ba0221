using Microsoft.Extensions.Options;

namespace Monolith.Realtime.Infrastructure;

internal sealed class RealtimeOptionsValidator : IValidateOptions<RealtimeOptions>
{
    private const int SmallestQueue = 4 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, RealtimeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<string>();
        AtLeast(nameof(options.MaxConnections), options.MaxConnections, 1);
        AtLeast(nameof(options.ConnectionsPerMinute), options.ConnectionsPerMinute, 1);
        AtLeast(nameof(options.MaxChannelsPerConnection), options.MaxChannelsPerConnection, 1);
        AtLeast(nameof(options.CommandsPerSecond), options.CommandsPerSecond, 1);
        AtLeast(nameof(options.MaxMessageBytes), options.MaxMessageBytes, SmallestQueue);
        AtLeast(nameof(options.MaxQueuedBytes), options.MaxQueuedBytes, SmallestQueue);
        InRange(nameof(options.ConnectTimeout), options.ConnectTimeout);
        InRange(nameof(options.PingInterval), options.PingInterval);
        InRange(nameof(options.PongTimeout), options.PongTimeout);
        InRange(nameof(options.ExpiryGrace), options.ExpiryGrace);
        InRange(nameof(options.CloseTimeout), options.CloseTimeout);
        InRange(nameof(options.PresenceInterval), options.PresenceInterval);
        if (options.PongTimeout >= options.PingInterval)
            problems.Add($"{Key(nameof(options.PongTimeout))} must be shorter than {Key(nameof(options.PingInterval))}.");
        if (string.IsNullOrWhiteSpace(options.RedisPrefix))
            problems.Add($"{Key(nameof(options.RedisPrefix))} must not be empty.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void AtLeast(string setting, int value, int least)
        {
            if (value < least)
                problems.Add($"{Key(setting)} must be {least} or more.");
        }

        void InRange(string setting, TimeSpan value)
        {
            if (value < TimeSpan.FromSeconds(1) || value > LongestWait)
                problems.Add($"{Key(setting)} must be between 00:00:01 and {LongestWait}.");
        }
    }

    private static string Key(string setting) => $"{RealtimeOptions.Section}:{setting}";
}
