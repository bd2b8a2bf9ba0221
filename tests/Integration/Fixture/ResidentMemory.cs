using System.Diagnostics;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>What a process has of the machine's memory, looked at again and again. In MiB.</summary>
internal sealed class ResidentMemory(int processId) : IDisposable
{
    private const double MiB = 1024 * 1024;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    private readonly Process process = Process.GetProcessById(processId);

    public double Now()
    {
        process.Refresh();
        return process.WorkingSet64 / MiB;
    }

    /// <returns>What it came to, and the most that the process had at any look while it was done.</returns>
    public async Task<(T Result, double Highest)> HighestWhileAsync<T>(Func<Task<T>> act)
    {
        var done = act();
        var highest = Now();
        while (!done.IsCompleted)
        {
            await Task.WhenAny(done, Task.Delay(BetweenLooks));
            highest = Math.Max(highest, Now());
        }

        return (await done, highest);
    }

    public void Dispose() => process.Dispose();
}
