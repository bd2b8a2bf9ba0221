using System.Diagnostics;

namespace Monolith.Host.Composition;

/// <summary>One line a request: failures and slow ones always, the rest sampled by <c>Telemetry:RequestLogSample</c> (0..1).</summary>
internal sealed partial class RequestLog(RequestDelegate next, IConfiguration configuration, ILogger<RequestLog> logger)
{
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
            if (level > LogLevel.Information || Random.Shared.NextDouble() < sample)
                LogRequest(level, context.Request.Method, context.Request.Path, status, elapsed.TotalMilliseconds);
        }
    }

    [LoggerMessage("{Method} {Path} answered {Status} in {ElapsedMilliseconds:0.0} ms")]
    private partial void LogRequest(LogLevel level, string method, PathString path, int status, double elapsedMilliseconds);
}
