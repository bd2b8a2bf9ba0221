using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>Listens to what the host does while it runs. Its listening is also what makes ASP.NET Core create activities at all.</summary>
internal sealed class TraceRecorder : IHostedService, IDisposable
{
    private readonly ActivityListener listener;

    public TraceRecorder(TraceQueue queue, TraceBudget budget) => listener = new ActivityListener
    {
        ShouldListenTo = static source => source.Name is TraceReader.Requests or TraceReader.Messages or TraceReader.Pushes,
        Sample = budget.Sample,
        ActivityStopped = activity =>
        {
            if (budget.Keeps(activity) && TraceReader.Read(activity) is { } entry)
                queue.Add(entry);
        },
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => listener.Dispose();
}
