using System.Diagnostics;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Host.Composition;

/// <summary>
/// One line a request: failures and slow ones always, the rest sampled by <c>Telemetry:RequestLogSample</c> (0..1), and not more of them
/// than somebody could read.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, IConfiguration configuration, TimeProvider clock, ILogger<RequestLog> logger)
{
    private static readonly RateLimit OrdinaryLines = new("RequestLog", Permits: 20, TimeSpan.FromSeconds(1));

    private readonly LocalRateLimiter lines = new(clock);
    private readonly double sample = configuration.GetValue("Telemetry:RequestLogSample", 0.02);
    private readonly TimeSpan slow = TimeSpan.FromMilliseconds(configuration.GetValue("Telemetry:SlowRequestMilliseconds", 500));

    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var elapsed = Stopwatch.GetElapsedTime(start);
            var status = context.Response.StatusCode;
            // A connection that was taken over (101, or CONNECT in HTTP/2) lives as long as its page is open: that is not slow.
            var isTakenOver = status == StatusCodes.Status101SwitchingProtocols || HttpMethods.IsConnect(context.Request.Method);
            var isSlow = elapsed > slow && !isTakenOver;
            var level = status >= 500 ? LogLevel.Error : isSlow ? LogLevel.Warning : LogLevel.Information;
            if (level > LogLevel.Information || (Random.Shared.NextDouble() < sample && lines.Take(OrdinaryLines, "all").Allowed))
                LogRequest(level, context.Request.Method, context.Request.Path, status, elapsed.TotalMilliseconds);
        }
    }

    [LoggerMessage("{Method} {Path} answered {Status} in {ElapsedMilliseconds:0.0} ms")]
    private partial void LogRequest(LogLevel level, string method, PathString path, int status, double elapsedMilliseconds);
}
