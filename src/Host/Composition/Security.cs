using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.HttpOverrides;
using Monolith.Shared.Application;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Caching;
using Monolith.Shared.Infrastructure.Correlation;
using Monolith.Shared.Infrastructure.Idempotency;
using Monolith.Shared.Infrastructure.Mail;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Infrastructure.Redis;

namespace Monolith.Host.Composition;

/// <summary>What the pipeline needs: limits, strict JSON, proxies, origins, problems, permissions, first answers, cached answers, mail.</summary>
internal static class Security
{
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>What scripts of other origins may read of an answer.</summary>
    private static readonly string[] ReadableHeaders =
        [CorrelationId.HeaderName, "ETag", "Location", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-Cache"];

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.UseStrongTls();
        });
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in builder.Configuration.GetSection("ForwardedHeaders:Networks").Get<string[]>() ?? [])
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(builder.Configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])
            .AllowAnyMethod().AllowAnyHeader().AllowCredentials()
            .WithExposedHeaders(ReadableHeaders)));
        builder.Services.AddResponseCompression(options => options.EnableForHttps = false);
        // First, so that every problem carries them.
        builder.Services.AddExceptionHandler<SecurityHeaders.AfterException>();
        builder.Services.AddProblems().AddRedis(builder.Configuration).AddRateLimits(builder.Configuration).AddPermissions().AddFirstAnswers()
            .AddCachedAnswers(builder.Configuration);
        foreach (var permission in ModuleCatalog.All.SelectMany(module => module.Permissions))
            builder.Services.AddSingleton(permission);
        builder.Services.AddSingleton<ICorrelation, CorrelationId>();
        builder.AddMail();
    }
}
