using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Redis;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>
/// The limits that endpoints choose from; each can be changed by <c>RateLimits:{Name}:Permits</c>, <c>:PeriodSeconds</c>,
/// <c>:LongestWaitSeconds</c> and <c>:QuietSeconds</c>.
/// </summary>
public static class RateLimits
{
    /// <summary>Anonymous calls that try a secret or send a mail; counted per network address.</summary>
    public static readonly RateLimit Credentials = new("Credentials", Permits: 20, TimeSpan.FromMinutes(1))
    {
        LongestWait = TimeSpan.FromMinutes(5),
        QuietTime = TimeSpan.FromMinutes(15),
    };

    /// <summary>The same calls, counted per mail address that they name; see <see cref="SubjectLimits"/>.</summary>
    public static readonly RateLimit Accounts = new("Accounts", Permits: 20, TimeSpan.FromMinutes(10))
    {
        LongestWait = TimeSpan.FromMinutes(15),
        QuietTime = TimeSpan.FromHours(1),
    };

    public static readonly RateLimit Reads = new("Reads", Permits: 1_200, TimeSpan.FromMinutes(1));

    public static readonly RateLimit Writes = new("Writes", Permits: 300, TimeSpan.FromMinutes(1));

    /// <summary>Calls that do the work of up to a hundred others.</summary>
    public static readonly RateLimit Bulk = new("Bulk", Permits: 30, TimeSpan.FromMinutes(1));

    /// <summary>Health, metrics, keys and other small documents that machines poll.</summary>
    public static readonly RateLimit Machines = new("Machines", Permits: 6_000, TimeSpan.FromMinutes(1));

    /// <summary>Declares the limit of an endpoint; a client is the signed-in user, else the address.</summary>
    public static TBuilder RequireRateLimit<TBuilder>(this TBuilder builder, RateLimit limit)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(limit);

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ConfiguredLimits>();
        services.AddSingleton<KnownCallers>();
        services.AddSingleton<LocalRateLimiter>();
        return configuration.UsesRedis()
            ? services.AddSingleton<IRateLimiter, RedisRateLimiter>()
            : services.AddSingleton<IRateLimiter>(provider => provider.GetRequiredService<LocalRateLimiter>());
    }

    /// <summary>Counts the request against its endpoint's limit; must run after routing and authentication.</summary>
    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app)
    {
        var limiter = app.ApplicationServices.GetRequiredService<IRateLimiter>();
        var configured = app.ApplicationServices.GetRequiredService<ConfiguredLimits>();
        return app.Use((HttpContext context, RequestDelegate next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<RateLimit>() is not { } declared)
                return next(context);
            var limit = configured.Of(declared);
            var decision = limiter.TakeAsync(limit, Client(context));
            return decision.IsCompletedSuccessfully ? ObeyAsync(context, next, limit, decision.Result) : WaitAsync(context, next, limit, decision);
        });
    }

    private static async Task WaitAsync(HttpContext context, RequestDelegate next, RateLimit limit, ValueTask<RateDecision> decision) =>
        await ObeyAsync(context, next, limit, await decision);

    private static Task ObeyAsync(HttpContext context, RequestDelegate next, RateLimit limit, RateDecision decision)
    {
        Describe(context.Response, limit, decision);
        if (decision.Allowed)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Task.CompletedTask;
    }

    private static string Client(HttpContext context) =>
        CurrentUser.Subject ?? ClientNetwork.Of(context.Connection.RemoteIpAddress);

    internal static void Describe(HttpResponse response, RateLimit limit, RateDecision decision)
    {
        response.Headers["RateLimit-Limit"] = Number(limit.Permits);
        response.Headers["RateLimit-Remaining"] = Number(decision.Remaining);
        response.Headers["RateLimit-Reset"] = Number((long)Math.Ceiling(decision.ResetAfter.TotalSeconds));
        if (!decision.Allowed)
            response.Headers.RetryAfter = Number((long)Math.Ceiling(decision.RetryAfter.TotalSeconds));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
