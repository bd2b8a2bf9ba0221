using System.Diagnostics;
using Microsoft.Extensions.Options;
using Monolith.Monitoring.Infrastructure;
using Monolith.Monitoring.Infrastructure.Tracing;

namespace Monolith.Tests.Unit.Monitoring;

public sealed class TraceBudgetTests : IDisposable
{
    private const int Burst = 10;

    private static readonly ActivityContext Caller =
        new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    // Named like the sources that it tells apart; a listener of our own sees only these instances.
    private readonly ActivitySource _requests = new(TraceReader.Requests);
    private readonly ActivitySource _messages = new(TraceReader.Messages);
    private readonly ManualClock _clock = new();
    private readonly TraceBudget _budget;
    private readonly ActivityListener _listener;

    public TraceBudgetTests()
    {
        _budget = new TraceBudget(Options.Create(new MonitoringOptions { TracesPerSecond = 1 }), _clock);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, _requests) || ReferenceEquals(source, _messages),
            Sample = _budget.Sample,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public void Requests_are_traced_within_the_budget_and_pay_nothing_beyond_it()
    {
        for (var i = 0; i < Burst; i++)
            Request().ShouldNotBeNull().Recorded.ShouldBeTrue();
        Request().ShouldBeNull();
    }

    [Fact]
    public void A_message_goes_with_the_trace_that_it_belongs_to()
    {
        using var traced = Request().ShouldNotBeNull();
        Exhaust();
        using var untraced = Request(Caller).ShouldNotBeNull();
        Message(traced).Recorded.ShouldBeTrue();
        Message(untraced).Recorded.ShouldBeFalse();
    }

    [Fact]
    public void A_callers_trace_is_continued_but_its_flag_decides_nothing_here()
    {
        Exhaust();
        using var request = Request(Caller).ShouldNotBeNull();
        request.Recorded.ShouldBeFalse();
        request.TraceId.ShouldBe(Caller.TraceId);
    }

    [Fact]
    public void Messages_of_no_request_have_a_budget_of_their_own()
    {
        Exhaust();
        for (var i = 0; i < Burst; i++)
            _messages.CreateActivity("message", ActivityKind.Internal, default(ActivityContext)).ShouldNotBeNull().Dispose();
        _messages.CreateActivity("message", ActivityKind.Internal, default(ActivityContext)).ShouldBeNull();
    }

    [Fact]
    public void What_failed_or_was_slow_is_kept_beyond_the_budget_but_not_without_end()
    {
        _budget.KeepsUntraced(status: 200, isSlow: false).ShouldBeFalse();
        _budget.KeepsUntraced(status: 499, isSlow: false).ShouldBeFalse();
        _budget.KeepsUntraced(status: 500, isSlow: false).ShouldBeTrue();
        _budget.KeepsUntraced(status: 200, isSlow: true).ShouldBeTrue();
        for (var i = 2; i < Burst; i++)
            _budget.KeepsUntraced(status: 503, isSlow: false).ShouldBeTrue();
        _budget.KeepsUntraced(status: 503, isSlow: false).ShouldBeFalse();
    }

    [Fact]
    public void A_message_that_fails_in_an_untraced_request_is_kept()
    {
        Exhaust();
        using var request = Request(Caller).ShouldNotBeNull();
        using var message = Message(request);
        _budget.Keeps(message).ShouldBeFalse();
        message.SetStatus(ActivityStatusCode.Error);
        _budget.Keeps(message).ShouldBeTrue();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _requests.Dispose();
        _messages.Dispose();
    }

    private void Exhaust()
    {
        for (var i = 0; i <= Burst; i++)
            Request()?.Dispose();
    }

    /// <summary>Made and not started: what is current would be a parent.</summary>
    private Activity? Request(ActivityContext caller = default) => _requests.CreateActivity("request", ActivityKind.Server, caller);

    private Activity Message(Activity request) =>
        _messages.CreateActivity("message", ActivityKind.Internal, new ActivityContext(request.TraceId, ActivitySpanId.CreateRandom(), request.ActivityTraceFlags))
            .ShouldNotBeNull();
}
