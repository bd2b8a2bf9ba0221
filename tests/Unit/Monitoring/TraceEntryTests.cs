using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Monolith.Monitoring.Application.Ports;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure;

namespace Monolith.Tests.Unit.Monitoring;

public sealed class TraceEntryTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Whatever_a_caller_sends_an_entry_is_bounded_and_storable() =>
        Prop.ForAll(
            (from parts in Gen.Elements("a", "/", "\0", "é", "😀", "\n").ListOf() from times in Gen.Choose(1, 60) select string.Concat(Enumerable.Repeat(string.Concat(parts), times))).ToArbitrary(),
            path =>
            {
                var entry = TraceEntry.ForRequest(Origin(0, 1), new HttpCall("GET", Route: null, path, 200, UserId: null));
                return entry.Path!.Length <= TraceEntry.MaxTextLength
                    && entry.Name.Length <= TraceEntry.MaxTextLength
                    && !entry.Path.Contains('\0', StringComparison.Ordinal)
                    && entry.Path.IsNormalized();
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_entry_needs_a_correlation_id() =>
        Should.Throw<ArgumentException>(() => TraceEntry.ForMessage(Origin(0, 1) with { CorrelationId = string.Empty }, "x", new Dictionary<string, string>(StringComparer.Ordinal)));

    [Fact]
    public void A_stored_entry_is_read_as_it_was()
    {
        var entry = TraceEntry.ForMessage(Origin(0, 12.3456), "users.user-created.v1", new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" });
        var read = JsonSerializer.Deserialize<TraceEntry>(JsonSerializer.Serialize(entry)).ShouldNotBeNull();
        read.ShouldBeEquivalentTo(entry);
        read.DurationMs.ShouldBe(12.346);
    }

    [Fact]
    public void A_trace_is_one_time_line_from_its_first_start_to_its_last_end()
    {
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        var trace = TraceView.From(
        [
            TraceEntry.ForPush(Origin(40, 1), "users", none),
            TraceEntry.ForRequest(Origin(0, 30), new HttpCall("POST", "/api/v1/auth/register", "/api/v1/auth/register", 202, UserId: null)),
            TraceEntry.ForMessage(Origin(20, 35), "identity.account-registered.v1", none),
        ]);
        trace.Entries.Select(entry => entry.Kind).ShouldBe([TraceKind.Request, TraceKind.Message, TraceKind.Push]);
        trace.Entries.Select(entry => entry.OffsetMs).ShouldBe([0, 20, 40]);
        (trace.StartedAt, trace.DurationMs).ShouldBe((At, 55));
        trace.Entries[0].Detail["status"].ShouldBe("202");
    }

    [Fact]
    public void The_demonstration_is_the_same_day_every_time()
    {
        var day = DemoRequests.Day(At).ToArray();
        day.Length.ShouldBe(600);
        day.ShouldAllBe(entry => entry.StartedAt <= At && entry.StartedAt >= At.AddHours(-24));
        day.Select(entry => entry.Id).ShouldBeUnique();
        JsonSerializer.Serialize(DemoRequests.Day(At)).ShouldBe(JsonSerializer.Serialize(day));
    }

    private static TraceOrigin Origin(double offsetMs, double durationMs) => new(
        Guid.CreateVersion7(),
        "c-1",
        "0af7651916cd43dd8448eb211c80319c",
        "users",
        At.AddMilliseconds(offsetMs),
        TimeSpan.FromMilliseconds(durationMs),
        TraceStatus.Ok);
}
