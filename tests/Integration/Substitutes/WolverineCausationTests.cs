using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Whatever way a message takes to its handler, it carries what it was sent with.</summary>
public sealed class WolverineCausationTests(Services services) : WolverineTest(services)
{
    [Fact]
    public Task Published() => CarriesAllAsync(attempts: 1, (bus, options) => bus.PublishAsync(new Hint(), options));

    [Fact]
    public Task Sent() => CarriesAllAsync(attempts: 1, (bus, options) => bus.SendAsync(new Hint(), options));

    [Fact]
    public Task Scheduled() => CarriesAllAsync(attempts: 1, (bus, options) => bus.ScheduleAsync(new Hint(), TimeSpan.FromMilliseconds(50), options));

    [Fact]
    public Task Retried() => FailsOnceAsync(rule => rule.RetryOnce());

    [Fact]
    public Task Rescheduled() => FailsOnceAsync(rule => rule.ScheduleRetry(TimeSpan.FromMilliseconds(20)));

    [Fact]
    public Task Requeued() => FailsOnceAsync(rule => rule.Requeue());

    [Fact]
    public async Task Replayed()
    {
        var host = await StartAsync();
        _probe.OnSeen = _ => throw new TimeoutException("Not yet.");
        await PublishAsync(host, (bus, options) => bus.PublishAsync(new Hint(), options), async seen =>
        {
            _probe.OnSeen = _ => Task.CompletedTask;
            var letters = host.Services.GetRequiredService<IMessageStore>().DeadLetters;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while ((await letters.QueryAsync(new(TimeRange.AllTime()), limit.Token)).TotalCount == 0)
                await Task.Delay(20, limit.Token);
            await letters.ReplayAsync(new([seen.Id]), limit.Token);
            await _probe.ReachAsync(2);
        });

        _probe.Seen.Cast<Sight>().Select(sight => sight.Attempts).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task Cascaded()
    {
        var host = await StartAsync();
        using var traced = new TracedMessages();
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var scope = host.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageContext>();
        bus.CorrelationId = "request-9";

        await bus.PublishAsync(new Cause());
        await _probe.ReachAsync(2);

        var (cause, effect) = ((Sight)_probe.Seen[0], (Sight)_probe.Seen[1]);
        effect.CorrelationId.ShouldBe("request-9");
        effect.ConversationId.ShouldBe(cause.Id);
        effect.ParentId.ShouldBe(cause.ActivityId);
        effect.ActivityParentId.ShouldBe(cause.ActivityId);
    }

    private Task FailsOnceAsync(Action<PolicyExpression> rule)
    {
        _probe.OnSeen = sight => ((Sight)sight).Attempts == 1 ? throw new TimeoutException("Not yet.") : Task.CompletedTask;
        return CarriesAllAsync(attempts: 2, (bus, options) => bus.PublishAsync(new Hint(), options), rule);
    }

    private async Task CarriesAllAsync(
        int attempts, Func<IMessageBus, DeliveryOptions, ValueTask> send, Action<PolicyExpression>? rule = null)
    {
        var host = await StartAsync(rule);

        await PublishAsync(host, send, _ => _probe.ReachAsync(attempts));

        _probe.Seen.Cast<Sight>().Select(sight => sight.Attempts).ShouldBe(Enumerable.Range(1, attempts));
    }

    /// <summary>Sends, does the rest, and looks at what the handler saw first and last.</summary>
    private async Task PublishAsync(IHost host, Func<IMessageBus, DeliveryOptions, ValueTask> send, Func<Sight, Task> then)
    {
        using var traced = new TracedMessages();
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var scope = host.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageContext>();
        bus.CorrelationId = "request-8";

        await send(bus, new DeliveryOptions().WithHeader("tenant", "north"));
        await _probe.ReachAsync(1);
        var first = (Sight)_probe.Seen[0];
        await then(first);

        foreach (var sight in new[] { first, (Sight)_probe.Seen[^1] })
        {
            sight.Id.ShouldBe(first.Id);
            sight.CorrelationId.ShouldBe("request-8");
            sight.ConversationId.ShouldBe(first.Id);
            sight.Tenant.ShouldBe("north");
            sight.Source.ShouldBe("Ledger");
            sight.MessageType.ShouldBe(typeof(Hint).FullName);
            sight.ParentId.ShouldBe(request.Id);
            sight.ActivityParentId.ShouldBe(request.Id);
        }
    }

    private Task<IHost> StartAsync(Action<PolicyExpression>? rule = null) => _database.StartAsync(_probe, options =>
    {
        options.Discovery.IncludeType(typeof(HintHandler)).IncludeType(typeof(CauseHandler));
        rule?.Invoke(options.OnException<TimeoutException>());
    });

    public sealed record Hint;

    public sealed record Cause;

    /// <summary>What one attempt saw of its message and of the activity around it.</summary>
    public sealed record Sight(
        Guid Id, int Attempts, string? CorrelationId, Guid ConversationId, string? Tenant, string? Source, string? MessageType,
        string? ParentId, string? ActivityId, string? ActivityParentId)
    {
        public static Sight Of(Envelope envelope, IMessageContext context)
        {
            ArgumentNullException.ThrowIfNull(envelope);
            ArgumentNullException.ThrowIfNull(context);
            context.CorrelationId.ShouldBe(envelope.CorrelationId);
            return new(
                envelope.Id, envelope.Attempts, envelope.CorrelationId, envelope.ConversationId, envelope.Headers.GetValueOrDefault("tenant"),
                envelope.Source, envelope.MessageType, envelope.ParentId, Activity.Current?.Id, Activity.Current?.ParentId);
        }
    }

    public static class HintHandler
    {
        public static Task Handle(Hint _, Envelope envelope, IMessageContext context, Probe probe) => probe.SeeAsync(Sight.Of(envelope, context));
    }

    public static class CauseHandler
    {
        public static Hint Handle(Cause _, Envelope envelope, IMessageContext context, Probe probe)
        {
            probe.See(Sight.Of(envelope, context));
            return new Hint();
        }
    }
}
