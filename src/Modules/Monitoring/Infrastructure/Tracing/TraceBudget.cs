using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Monitoring.Infrastructure.Tracing;

/// <summary>
/// How much is traced (ADR 0010): up to <c>Monitoring:TracesPerSecond</c> requests with every message and push that they cause, and as
/// many again that failed or were slow. Whether a trace is kept is said at its root and travels with it, as the sampled flag of W3C
/// Trace Context.
/// </summary>
internal sealed class TraceBudget(IOptions<MonitoringOptions> options, TimeProvider clock)
{
    /// <summary>After a quiet time this many seconds' worth are kept at once.</summary>
    private const int Burst = 10;

    private readonly LocalRateLimiter _limiter = new(clock);
    private readonly RateLimit _limit = new("Traces", options.Value.TracesPerSecond * Burst, TimeSpan.FromSeconds(Burst));

    /// <summary>
    /// For a request anew, whatever its caller decided; for the rest as their trace began. What is not kept exists only where a caller's
    /// trace has to be continued.
    /// </summary>
    public ActivitySamplingResult Sample(ref ActivityCreationOptions<ActivityContext> options)
    {
        var isRequest = options.Source.Name == TraceReader.Requests;
        var hasParent = options.Parent.TraceId != default;
        var isKept = hasParent && !isRequest
            ? options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            : Take(isRequest ? "requests" : "messages without a request");
        if (isKept)
            return ActivitySamplingResult.AllDataAndRecorded;
        return hasParent ? ActivitySamplingResult.PropagationData : ActivitySamplingResult.None;
    }

    /// <summary>Whether a request is kept although nothing traced it.</summary>
    public bool KeepsUntraced(int status, bool isSlow) =>
        (status >= StatusCodes.Status500InternalServerError || isSlow) && Take("noteworthy");

    /// <summary>Whether what has ended within a trace is kept.</summary>
    public bool Keeps(Activity step) => step.Recorded || (step.Status == ActivityStatusCode.Error && Take("noteworthy"));

    private bool Take(string kind) => _limiter.Take(_limit, kind).Allowed;
}
