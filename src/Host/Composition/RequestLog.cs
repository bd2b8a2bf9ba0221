using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Host.Composition;

/// <summary>
/// One line a request: failures and slow ones always, the rest sampled by <c>Telemetry:RequestLogSample</c> (0..1), and not more of them
/// than somebody could read.
/// </summary>
internal sealed partial class RequestLog(IConfiguration configuration, TimeProvider clock, ILogger<RequestLog> logger) : IRequestObserver
{
    private static readonly RateLimit OrdinaryLines = new("RequestLog", Permits: 20, TimeSpan.FromSeconds(1));

    private readonly LocalRateLimiter _lines = new(clock);
    private readonly double _sample = configuration.GetValue("Telemetry:RequestLogSample", 0.02);

    public void Ended(in EndedRequest request)
    {
        var status = request.Context.Response.StatusCode;
        var level = status >= 500 ? LogLevel.Error : request.IsSlow ? LogLevel.Warning : LogLevel.Information;
        if (level > LogLevel.Information || (Random.Shared.NextDouble() < _sample && _lines.Take(OrdinaryLines, "all").Allowed))
            LogRequest(level, request.Context.Request.Method, request.Path, status, request.Elapsed.TotalMilliseconds);
    }

    [LoggerMessage("{Method} {Path} answered {Status} in {ElapsedMilliseconds:0.0} ms")]
    private partial void LogRequest(LogLevel level, string method, PathString path, int status, double elapsedMilliseconds);
}
