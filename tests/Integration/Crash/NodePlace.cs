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
    public Task KillAsync()
    {
        EnsureAlive();
        lock (deaths)
        {
            deaths.Add(new(Running, serving.Task.IsCompleted, TimeProvider.System.GetUtcNow()));
            if (serving.Task.IsCompleted)
                serving = NewGate();
        }

        return process!.KillAsync();
    }

    /// <exception cref="InvalidOperationException">It ended by itself.</exception>
    public void EnsureAlive()
    {
        if (process!.HasEnded)
            throw new InvalidOperationException($"{Running} ended by itself: {Output}");
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? default;

    private static TaskCompletionSource<Uri> NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <param name="WasServing">False when it was killed while it started.</param>
internal sealed record Death(string Node, bool WasServing, DateTimeOffset At);
