using System.Net;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Http;
using Monolith.Shared.Infrastructure.RateLimiting;

namespace Monolith.Host.Composition;

/// <summary>
/// One line a request: failures and slow ones always; what was refused (input that breaks a rule, what somebody may not do, limits that
/// are used up) with who it was; the rest sampled by <c>Telemetry:RequestLogSample</c> (0..1). Of what anybody can cause no more than
/// somebody could read.
/// </summary>
internal sealed partial class RequestLog(IConfiguration configuration, TimeProvider clock, ILogger<RequestLog> logger) : IRequestObserver
{
    private static readonly RateLimit OrdinaryLines = new("RequestLog", Permits: 20, TimeSpan.FromSeconds(1));
    private static readonly RateLimit RefusedLines = OrdinaryLines with { Name = "RefusedLog" };

    private readonly LocalRateLimiter _lines = new(clock);
    private readonly double _sample = configuration.GetValue("Telemetry:RequestLogSample", 0.02);

    public void Ended(in EndedRequest request)
    {
        var status = request.Context.Response.StatusCode;
        if (IsRefusal(status) && _lines.Take(RefusedLines, "all").Allowed)
            LogRefusal(request.Context.Request.Method, request.Path, status, Caller(request.Context), request.Context.Connection.RemoteIpAddress);
        var level = status >= 500 ? LogLevel.Error : request.IsSlow ? LogLevel.Warning : LogLevel.Information;
        if (level > LogLevel.Information || (Random.Shared.NextDouble() < _sample && _lines.Take(OrdinaryLines, "all").Allowed))
            LogRequest(level, request.Context.Request.Method, request.Path, status, request.Elapsed.TotalMilliseconds);
    }

    /// <summary>Not 401, with which every token ends, nor 404.</summary>
    private static bool IsRefusal(int status) =>
        status is StatusCodes.Status400BadRequest or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests;

    private static string? Caller(HttpContext context) => context.User.FindFirst(TokenClaims.Subject)?.Value;

    [LoggerMessage("{Method} {Path} answered {Status} in {ElapsedMilliseconds:0.0} ms")]
    private partial void LogRequest(LogLevel level, string method, PathString path, int status, double elapsedMilliseconds);

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} was refused with {Status} to {Caller} at {Address}")]
    private partial void LogRefusal(string method, PathString path, int status, string? caller, IPAddress? address);
}
