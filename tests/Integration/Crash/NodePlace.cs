using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Crash;

/// <summary>Where one process runs at a time: killed, and started again under another name.</summary>
internal sealed class NodePlace(string name, Func<string, HostProcess> launch) : IAsyncDisposable
{
    private readonly List<Death> deaths = [];
    private TaskCompletionSource<Uri> serving = NewGate();
    private HostProcess? process;

    public IReadOnlyList<Death> Deaths => deaths;

    public string Output => process?.Output ?? string.Empty;

    private string Running => $"{name}-{deaths.Count}";

    /// <summary>The address of the node, as soon as one serves.</summary>
    public Task<Uri> AddressAsync(CancellationToken cancellation)
    {
        lock (deaths)
            return serving.Task.WaitAsync(cancellation);
    }

    /// <summary>Completes when the node serves, or has been killed before it could.</summary>
    /// <exception cref="InvalidOperationException">It ended by itself.</exception>
    public async Task StartAsync()
    {
        var (life, started) = (deaths.Count, launch(Running));
        process = started;
        try
        {
            await started.RunningAsync();
            lock (deaths)
            {
                if (life == deaths.Count)
                    serving.SetResult(started.Address);
            }
        }
        catch (InvalidOperationException) when (life < deaths.Count)
        {
        }
    }

    /// <summary>Ends the node with SIGKILL.</summary>
    public async Task KillAsync()
    {
        EnsureAlive();
        Bury(serving.Task.IsCompleted ? Manner.KilledServing : Manner.KilledStarting);
        await process!.KillAsync();
    }

    /// <summary>Ends the node in order, while it serves.</summary>
    public async Task StopAsync()
    {
        EnsureAlive();
        Bury(Manner.Stopped);
        (await process!.StopAsync()).ShouldBe(0, Output);
    }

    /// <exception cref="InvalidOperationException">It ended by itself.</exception>
    public void EnsureAlive()
    {
        if (process!.HasEnded)
            throw new InvalidOperationException($"{Running} ended by itself: {Output}");
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? default;

    private void Bury(Manner manner)
    {
        lock (deaths)
        {
            deaths.Add(new(Running, manner, TimeProvider.System.GetUtcNow()));
            if (serving.Task.IsCompleted)
                serving = NewGate();
        }
    }

    private static TaskCompletionSource<Uri> NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal enum Manner
{
    KilledServing,
    KilledStarting,
    Stopped,
}

/// <param name="At">When it was told.</param>
internal sealed record Death(string Node, Manner Manner, DateTimeOffset At);
