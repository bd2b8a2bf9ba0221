using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Wolverine;
using Wolverine.ErrorHandling;
using static Monolith.Tests.Integration.Substitutes.WolverineNotes;
using static Monolith.Tests.Integration.Substitutes.WolverineOrders;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>How long is waited between attempts.</summary>
public sealed class WolverineRetrySubstituteOnlyTests(Services services)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(30), TimeSpan.FromHours(2)];

    private readonly Probe _probe = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Without_jitter_a_pause_is_what_the_rule_says() => PausesAreAsync(_ => { }, (_, _) => 1);

    [Fact]
    public Task Full_jitter_at_most_doubles_a_pause() => PausesAreAsync(rule => rule.WithFullJitter(), (_, chance) => 1 + chance);

    [Fact]
    public Task Bounded_jitter_adds_at_most_its_share() => PausesAreAsync(rule => rule.WithBoundedJitter(0.25), (_, chance) => 1 + (0.25 * chance));

    [Fact]
    public Task Exponential_jitter_spreads_more_with_every_attempt() =>
        PausesAreAsync(rule => rule.WithExponentialJitter(), (attempt, chance) => 1 + (2 * attempt * chance));

    [Fact]
    public void A_rule_has_at_most_one_jitter_and_a_pause_to_spread()
    {
        Build(options =>
        {
            var rule = options.OnException<TimeoutException>();
            Should.Throw<InvalidOperationException>(() => rule.RetryTimes(2).WithFullJitter());
            Should.Throw<InvalidOperationException>(() => rule.MoveToErrorQueue().WithExponentialJitter());
            Should.Throw<InvalidOperationException>(() => rule.RetryWithCooldown(Pauses).WithFullJitter().Then.ScheduleRetry(Pauses).WithBoundedJitter(1));
            Should.Throw<ArgumentOutOfRangeException>(() => rule.RetryWithCooldown(Pauses).WithBoundedJitter(0));
            Should.Throw<ArgumentOutOfRangeException>(() => rule.RetryWithCooldown(Pauses).WithBoundedJitter(double.NaN));
        }).Dispose();
    }

    [Fact]
    public async Task Jitter_spreads_a_scheduled_retry_in_the_database()
    {
        await using var database = await WolverineDatabase.CreateAsync(services);
        var host = await database.StartAsync(_probe, options =>
        {
            Include(options);
            options.OnException<TimeoutException>().ScheduleRetry(TimeSpan.FromHours(1)).WithBoundedJitter(0.5);
        });
        _probe.OnSeen = _ => throw new TimeoutException("Not yet.");

        await using var scope = host.Services.CreateAsyncScope();
        for (var i = 0; i < 20; i++)
            await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(Noted.New());
        await _probe.ReachAsync(20);
        await EventuallyAsync(database, "select count(*) from messaging.envelopes where attempts = 1 and owner is null", 20);

        (await database.ScalarAsync<bool>(
            """
            select min(due_at) >= now() + interval '59 minutes' and max(due_at) <= now() + interval '90 minutes'
                and max(due_at) - min(due_at) > interval '5 minutes'
            from messaging.envelopes
            """)).ShouldBeTrue();
    }

    /// <summary>Fails often, and compares each pause with the least and the most it may be: its own length times a factor of chance.</summary>
    private async Task PausesAreAsync(Action<IAdditionalActions> jitter, Func<int, double, double> factor)
    {
        var clock = new ImpatientClock();
        using var host = Build(options =>
        {
            options.Services.AddSingleton<TimeProvider>(clock);
            options.Discovery.IncludeType(typeof(FailHandler));
            jitter(options.OnException<TimeoutException>().RetryWithCooldown(Pauses));
        });
        await host.StartAsync(Cancellation);
        await using var scope = host.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        const int Rounds = 50;
        for (var round = 0; round < Rounds; round++)
            await Should.ThrowAsync<TimeoutException>(() => bus.InvokeAsync(new Fail(), Cancellation));

        var waited = clock.Waited.Chunk(Pauses.Length).ToArray();
        waited.Length.ShouldBe(Rounds);
        for (var i = 0; i < Pauses.Length; i++)
        {
            var (least, most) = (Pauses[i] * factor(i + 1, 0), Pauses[i] * factor(i + 1, 1));
            var pauses = waited.Select(round => round[i]).ToArray();
            // A timer counts whole milliseconds.
            pauses.ShouldAllBe(pause => pause >= least && pause <= most + TimeSpan.FromMilliseconds(1));
            if (most > least + TimeSpan.FromSeconds(1))
                pauses.Distinct().Count().ShouldBeGreaterThan(Rounds / 2);
        }
    }

    private IHost Build(Action<WolverineOptions> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(_probe);
        builder.UseWolverine(options =>
        {
            options.Discovery.DisableConventionalDiscovery();
            configure(options);
        });
        return builder.Build();
    }

    private static async Task EventuallyAsync(WolverineDatabase database, string countSql, long expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await database.ScalarAsync<long>(countSql) != expected)
            await Task.Delay(20, limit.Token);
    }

    /// <summary>Notes how long was to be waited, and does not wait.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public List<TimeSpan> Waited { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
                Waited.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
        }
    }
}
