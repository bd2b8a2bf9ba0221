using System.Collections.Concurrent;
using System.Net;

namespace Monolith.Tests.Integration.Crash;

/// <summary>
/// Many who send one command after another, each to the node of its place, and remember which were acknowledged. What was not may
/// have happened or not; nobody sends it again.
/// </summary>
internal sealed class Customers : IAsyncDisposable
{
    private static readonly TimeSpan BeforeTheNext = TimeSpan.FromMilliseconds(25);

    private readonly CancellationTokenSource closing = new();
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentQueue<Guid> acknowledged = new();
    private readonly Func<HttpClient, Uri, Guid, Task<HttpResponseMessage>> command;
    private readonly Task[] all;
    private volatile TaskCompletionSource? awaited;

    /// <param name="command">Sends the command with this id to the node at this address.</param>
    public Customers(IReadOnlyList<NodePlace> places, int perPlace, Func<HttpClient, Uri, Guid, Task<HttpResponseMessage>> command)
    {
        this.command = command;
        all = [.. places.SelectMany(place => Enumerable.Range(0, perPlace).Select(_ => Task.Run(() => OrderAsync(place))))];
    }

    public IReadOnlyCollection<Guid> Acknowledged => acknowledged;

    /// <summary>Completes when a command is acknowledged that is sent from now on.</summary>
    public Task AcknowledgedAnewAsync()
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited = next;
        return next.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Sends nothing more, and waits for the answers that are still to come.</summary>
    public async Task LeaveAsync()
    {
        await closing.CancelAsync();
        await Task.WhenAll(all);
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        client.Dispose();
        closing.Dispose();
    }

    private async Task OrderAsync(NodePlace place)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var address = await place.AddressAsync(closing.Token);
                var waiting = awaited;
                var id = Guid.CreateVersion7();
                using var answer = await command(client, address, id);
                if (answer.StatusCode == HttpStatusCode.Accepted)
                {
                    acknowledged.Enqueue(id);
                    waiting?.TrySetResult();
                }

                await Task.Delay(BeforeTheNext, closing.Token);
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                return;
            }
            catch (HttpRequestException)
            {
                // Killed before it answered.
                await Task.Delay(BeforeTheNext);
            }
        }
    }
}
