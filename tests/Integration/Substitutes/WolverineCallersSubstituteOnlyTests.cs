using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>Whoever waits for the answer to a message goes before what waits in queues (ADR 0039).</summary>
public sealed class WolverineCallersSubstituteOnlyTests
{
    private static readonly int Many = Environment.ProcessorCount + 1;

    private readonly TaskCompletionSource _mayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Probe _probe = new();

    public sealed record Ask;

    public sealed record AskBriefly;

    public sealed record React;

    [Fact]
    public async Task What_waits_in_a_queue_lets_many_callers_go_first()
    {
        using var host = await StartAsync(new ClockWhoseMomentsNeverEnd());
        var callers = await CallAsync(host);

        await host.UseAsync(bus => bus.PublishAsync(new React()).AsTask());
        foreach (var _ in Enumerable.Range(0, 100))
            await host.UseAsync(bus => bus.InvokeAsync(new AskBriefly(), TestContext.Current.CancellationToken));
        _probe.Seen.OfType<React>().ShouldBeEmpty();

        _mayEnd.SetResult();
        await callers;
        await _probe.ReachAsync(Many + 1);
    }

    [Fact]
    public async Task What_waits_in_a_queue_lets_them_go_first_for_a_moment_only()
    {
        using var host = await StartAsync(TimeProvider.System);
        var callers = await CallAsync(host);

        await host.UseAsync(bus => bus.PublishAsync(new React()).AsTask());
        await _probe.ReachAsync(Many + 1);

        callers.IsCompleted.ShouldBeFalse();
        _mayEnd.SetResult();
        await callers;
    }

    /// <returns>Completes when all of them have their answers.</returns>
    private async Task<Task> CallAsync(IHost host)
    {
        _probe.OnSeen = message => message is Ask ? _mayEnd.Task : Task.CompletedTask;
        var callers = Enumerable.Range(0, Many).Select(_ => host.UseAsync(bus => bus.InvokeAsync(new Ask(), TestContext.Current.CancellationToken)));
        var all = Task.WhenAll(callers);
        await _probe.ReachAsync(Many);
        return all;
    }

    private Task<IHost> StartAsync(TimeProvider clock) => WolverineHost.StartAsync(_probe, options =>
    {
        options.Services.AddSingleton(clock);
        options.Discovery.IncludeType(typeof(AskHandler)).IncludeType(typeof(ReactHandler));
    });

    public static class AskHandler
    {
        public static Task Handle(Ask ask, Probe probe) => probe.SeeAsync(ask);

        public static void Handle(AskBriefly _)
        {
        }
    }

    public static class ReactHandler
    {
        public static void Handle(React react, Probe probe) => probe.See(react);
    }

    /// <summary>Whatever ends after a time ends never.</summary>
    private sealed class ClockWhoseMomentsNeverEnd : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
    }
}
