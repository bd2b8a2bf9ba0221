using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Realtime.Domain;
using Monolith.Realtime.Infrastructure;
using Monolith.Realtime.Infrastructure.Channels;
using Monolith.Realtime.Infrastructure.Protocol;

namespace Monolith.Tests.Unit.Realtime;

public sealed class ChannelHubTests : IDisposable
{
    private static readonly ReadOnlyMemory<byte> Welcome = "welcome"u8.ToArray();

    private readonly ServiceProvider provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly RealtimeTelemetry telemetry;
    private readonly ChannelHub hub;

    public ChannelHubTests()
    {
        telemetry = new RealtimeTelemetry(provider.GetRequiredService<IMeterFactory>());
        hub = new ChannelHub(telemetry);
    }

    public void Dispose()
    {
        telemetry.Dispose();
        provider.Dispose();
    }

    [Fact]
    public async Task Everybody_hears_a_channel_in_one_order_while_others_come_and_go()
    {
        const int Publications = 500;
        using var publishing = new CancellationTokenSource();
        var steady = new Listener();
        hub.Join(ChannelName.Users, steady, Welcome).ShouldBeTrue();
        var passers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ComeAndGo(publishing.Token))).ToList();
        await Task.Run(() =>
        {
            for (var i = 1; i <= Publications; i++)
                hub.Deliver(ChannelName.Users, Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture)));
        });
        await publishing.CancelAsync();

        steady.Numbers.ShouldBe(Enumerable.Range(1, Publications));
        foreach (var passed in (await Task.WhenAll(passers)).SelectMany(passed => passed))
        {
            passed.Lines.First().ShouldBe("welcome");
            passed.Numbers.Zip(passed.Numbers.Skip(1)).ShouldAllBe(pair => pair.Second == pair.First + 1);
        }

        hub.Count(ChannelName.Users).ShouldBe(1);
    }

    [Fact]
    public void Nobody_joins_twice_and_whoever_left_may_return()
    {
        var listener = new Listener();
        hub.Join(ChannelName.Users, listener, Welcome).ShouldBeTrue();
        hub.Join(ChannelName.Users, listener, Welcome).ShouldBeFalse();
        hub.Leave(ChannelName.Users, listener);
        hub.Leave(ChannelName.Users, listener);
        hub.Join(ChannelName.Users, listener, Welcome).ShouldBeTrue();
        listener.Lines.ShouldBe(["welcome", "welcome"]);
    }

    private List<Listener> ComeAndGo(CancellationToken until)
    {
        var passed = new List<Listener>();
        while (!until.IsCancellationRequested)
        {
            var listener = new Listener();
            hub.Join(ChannelName.Users, listener, Welcome).ShouldBeTrue();
            hub.Leave(ChannelName.Users, listener);
            passed.Add(listener);
        }

        return passed;
    }

    private sealed class Listener : IListener
    {
        public List<string> Lines { get; } = [];

        public IEnumerable<int> Numbers => Lines.Where(line => line.StartsWith('{')).Select(line =>
            int.Parse(line.AsSpan(line.LastIndexOf(':') + 1).TrimEnd('}'), CultureInfo.InvariantCulture));

        public ClientInfo Info { get; } = new("ann", Guid.CreateVersion7().ToString());

        public void Hear(ReadOnlyMemory<byte> line) => Lines.Add(Encoding.UTF8.GetString(line.Span));

        public void Dismiss(ChannelName channel, UnsubscribeReason reason) => Lines.Add(reason.Reason);

        public void Moved(ChannelName channel, bool isThere)
        {
            // Nobody is shown in these channels.
        }
    }
}
