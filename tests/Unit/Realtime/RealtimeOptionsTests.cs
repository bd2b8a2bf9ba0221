using Monolith.Realtime.Infrastructure;

namespace Monolith.Tests.Unit.Realtime;

public sealed class RealtimeOptionsTests
{
    private readonly RealtimeOptionsValidator validator = new();

    [Fact]
    public void The_defaults_are_valid() => validator.Validate(null, new RealtimeOptions()).Succeeded.ShouldBeTrue();

    [Fact]
    public void Every_problem_is_named_by_its_key_in_one_sentence()
    {
        var result = validator.Validate(null, new RealtimeOptions
        {
            MaxConnections = 0,
            MaxQueuedBytes = 1,
            PingInterval = TimeSpan.FromSeconds(5),
            PongTimeout = TimeSpan.FromSeconds(5),
            CloseTimeout = TimeSpan.Zero,
            PresenceInterval = TimeSpan.FromHours(1),
            RedisPrefix = " ",
        });

        result.Failures.ShouldBe(
        [
            "Realtime:MaxConnections must be 1 or more.",
            "Realtime:MaxQueuedBytes must be 4096 or more.",
            "Realtime:CloseTimeout must be between 00:00:01 and 00:10:00.",
            "Realtime:PresenceInterval must be between 00:00:01 and 00:10:00.",
            "Realtime:PongTimeout must be shorter than Realtime:PingInterval.",
            "Realtime:RedisPrefix must not be empty.",
        ]);
    }
}
