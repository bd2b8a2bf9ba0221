using Wolverine;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Where a message waits, for how long, and how many are handled at a time.</summary>
public sealed class WolverineQueueTests
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task Sends_to_the_queue_that_is_named_for_a_message_type()
    {
        using var host = await WolverineHost.StartAsync(_probe, options =>
        {
            options.PublishMessage<Numbered>().ToLocalQueue("numbers");
            options.Discovery.IncludeType(typeof(NumberedHandler));
        });

        var session = await host.SendMessageAndWaitAsync(new Numbered(1));

        session.MessageSucceeded.SingleEnvelope<Numbered>().Destination.ShouldBe(new Uri("local://numbers/"));
    }

    [Fact]
    public async Task A_sequential_queue_handles_one_message_at_a_time_in_their_order()
    {
        const int Count = 50;
        using var host = await WolverineHost.StartAsync(_probe, options =>
        {
            options.PublishMessage<Numbered>().ToLocalQueue("numbers").Sequential();
            options.Discovery.IncludeType(typeof(NumberedHandler));
        });

        await host.UseAsync(async bus =>
        {
            for (var i = 0; i < Count; i++)
                await bus.PublishAsync(new Numbered(i));
        });
        await _probe.ReachAsync(2 * Count);

        _probe.Seen.ShouldBe(Enumerable.Range(0, Count).SelectMany(i => new object[] { $"begin {i}", $"end {i}" }));
    }

    [Fact]
    public async Task Handles_at_the_time_it_is_told_and_not_after_the_message_has_expired()
    {
        using var host = await WolverineHost.StartAsync(_probe, options =>
        {
            options.PublishMessage<Numbered>().ToLocalQueue("numbers").Sequential();
            options.Discovery.IncludeType(typeof(NumberedHandler));
        });
        var now = TimeProvider.System.GetUtcNow();

        await host.UseAsync(async bus =>
        {
            await bus.ScheduleAsync(new Numbered(3), now.AddMilliseconds(300));
            await bus.PublishAsync(new Numbered(1), new DeliveryOptions { DeliverBy = now.AddSeconds(-1) });
            await bus.PublishAsync(new Numbered(2), new DeliveryOptions { DeliverWithin = TimeSpan.FromHours(1) });
        });
        await _probe.ReachAsync(4);

        _probe.Seen.ShouldBe(["begin 2", "end 2", "begin 3", "end 3"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_queue_handles_no_more_messages_at_a_time_than_it_is_told(int parallel)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = await WolverineHost.StartAsync(_probe, options =>
        {
            options.PublishMessage<Numbered>().ToLocalQueue("numbers").MaximumParallelMessages(parallel);
            options.Discovery.IncludeType(typeof(NumberedHandler));
        });
        _probe.OnSeen = _ => gate.Task;

        await host.UseAsync(async bus =>
        {
            for (var i = 0; i < 2 * parallel; i++)
                await bus.PublishAsync(new Numbered(i));
        });
        await _probe.ReachAsync(parallel);

        _probe.Seen.Count.ShouldBe(parallel);
        gate.SetResult();
        await _probe.ReachAsync(4 * parallel);
    }

    public sealed record Numbered(int Number);

    public static class NumberedHandler
    {
        public static async Task Handle(Numbered numbered, Probe probe)
        {
            await probe.SeeAsync($"begin {numbered.Number}");
            await Task.Yield();
            probe.See($"end {numbered.Number}");
        }
    }
}
