using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Npgsql;
using Wolverine;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What many send and finish at the same time is one commit, and yet nobody's failure is another's.</summary>
public sealed class WolverineGroupCommitSubstituteOnlyTests(Services services) : WolverineTest(services)
{
    private readonly TaskCompletionSource _mayFinish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IHost _host = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _host = await _database.StartAsync(_probe, options =>
            options.Discovery.IncludeType(typeof(ParcelHandler)).IncludeType(typeof(PackHandler)));
    }

    public override ValueTask DisposeAsync()
    {
        _mayFinish.TrySetResult();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task What_many_send_while_another_is_being_written_is_one_commit()
    {
        _probe.OnSeen = _ => _mayFinish.Task;
        Task[] publishers;
        await using (await _database.HoldEnvelopesAsync())
            publishers = [.. Enumerable.Range(0, 100).Select(number => PublishAsync(new Parcel(number)))];
        await Task.WhenAll(publishers);

        (await _database.ScalarAsync<long>(CountRows)).ShouldBe(100);
        (await _database.ScalarAsync<long>("select count(distinct xmin::text) from messaging.envelopes")).ShouldBeLessThan(10);

        _mayFinish.SetResult();
        await _probe.ReachAsync(100);
        await _database.EventuallyAsync(CountRows, 0);
        _probe.Seen.Distinct().Count().ShouldBe(100);
    }

    [Fact]
    public async Task What_the_database_refuses_fails_its_sender_alone()
    {
        Task[] publishers;
        Task refused;
        await using (await _database.HoldEnvelopesAsync())
        {
            publishers = [.. Enumerable.Range(0, 20).Select(number => PublishAsync(new Parcel(number)))];
            refused = PublishAsync(new Parcel(-1), new DeliveryOptions().WithHeader("label", "no \0 in jsonb"));
            publishers = [.. publishers, .. Enumerable.Range(20, 20).Select(number => PublishAsync(new Parcel(number)))];
        }

        (await Should.ThrowAsync<PostgresException>(refused)).SqlState.ShouldBe(PostgresErrorCodes.UntranslatableCharacter);
        await Task.WhenAll(publishers);
        await _probe.ReachAsync(40);
        _probe.Seen.ShouldBe(Enumerable.Range(0, 40).Select(number => (object)new Parcel(number)), ignoreOrder: true);
    }

    [Fact]
    public async Task Who_gives_up_before_his_turn_has_sent_nothing()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task first, second;
        await using (await _database.HoldEnvelopesAsync())
        {
            first = PublishAsync(new Parcel(1));
            await _database.EventuallyAsync(WolverineDatabase.CountWaiting("insert"), 1);
            await using var scope = _host.Services.CreateAsyncScope();
            second = scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(new Pack([2, 3]), patience.Token);
            await patience.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(second);
        }

        await first;
        await PublishAsync(new Parcel(4));
        await _probe.ReachAsync(2);
        await _database.EventuallyAsync(CountRows, 0);
        _probe.Seen.ShouldBe([new Parcel(1), new Parcel(4)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_message_has_succeeded_when_its_row_is_gone()
    {
        var session = await _host.SendMessageAndWaitAsync(new Pack([1, 2, 3]));

        session.MessageSucceeded.MessagesOf<Parcel>().Count().ShouldBe(3);
        (await _database.ScalarAsync<long>(CountRows)).ShouldBe(0);
    }

    [Fact]
    public async Task A_worker_goes_on_while_the_rows_of_handled_messages_have_yet_to_go()
    {
        _probe.OnSeen = _ => _mayFinish.Task;
        for (var number = 0; number < 50; number++)
            await PublishAsync(new Parcel(number));
        await using (await _database.HoldEnvelopesAsync())
        {
            _mayFinish.SetResult();
            await _probe.ReachAsync(50);
            (await _database.ScalarAsync<long>(CountRows)).ShouldBe(50);
        }

        await _host.StopAsync(Cancellation);
        (await _database.ScalarAsync<long>(CountRows)).ShouldBe(0);
        _probe.Seen.Count.ShouldBe(50);
    }

    [Fact]
    public async Task Rows_of_handled_messages_go_after_an_outage_and_the_handler_does_not_run_again()
    {
        _probe.OnSeen = _ => _probe.Seen.Count == 1 ? _database.DisconnectAllAsync() : Task.CompletedTask;

        var session = await _host.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).SendMessageAndWaitAsync(new Parcel(1));

        session.MessageSucceeded.SingleRecord<Parcel>().AttemptNumber.ShouldBe(1);
        _probe.Seen.ShouldBe([new Parcel(1)]);
        (await _database.ScalarAsync<long>(CountRows)).ShouldBe(0);
    }

    private async Task PublishAsync(Parcel parcel, DeliveryOptions? options = null)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(parcel, options);
    }

    public sealed record Parcel(int Number);

    public sealed record Pack(int[] Numbers);

    public static class ParcelHandler
    {
        public static Task Handle(Parcel parcel, Probe probe) => probe.SeeAsync(parcel);
    }

    public static class PackHandler
    {
        public static IEnumerable<Parcel> Handle(Pack pack) => pack.Numbers.Select(number => new Parcel(number));
    }
}
