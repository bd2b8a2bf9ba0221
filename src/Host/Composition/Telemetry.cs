using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Infrastructure.Redis;
using Npgsql;
using StackExchange.Redis;

namespace Monolith.Host.Composition;

/// <summary>Health for whoever runs the nodes: live = do not restart me, ready = send me requests, startup = I have begun.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var checks = builder.Services.AddHealthChecks().AddCheck<PostgresCheck>("postgres", timeout: TimeSpan.FromSeconds(3));
        if (builder.Configuration.UsesRedis())
            checks.AddCheck<RedisCheck>("redis", HealthStatus.Degraded, timeout: TimeSpan.FromSeconds(3));
    }

    public static void UseTelemetry(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().AcceptApiTokens().RequireRateLimit(RateLimits.Machines).ProducesProblems(429);
        health.MapHealthChecks("/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        health.MapHealthChecks("/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
        health.MapGet("/startup", (IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.IsCancellationRequested
            ? Results.Text("Healthy")
            : Results.Text("Unhealthy", statusCode: StatusCodes.Status503ServiceUnavailable)).ExcludeFromDescription();
    }

    /// <summary>Nothing but the word.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report) => Results.Text($"{report.Status}").ExecuteAsync(context);

    private sealed class PostgresCheck(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    /// <summary>Without Redis every node still serves; it is degraded, not dead.</summary>
    private sealed class RedisCheck(IConnectionMultiplexer redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await redis.GetDatabase().PingAsync();
            return HealthCheckResult.Healthy();
        }
    }
}
