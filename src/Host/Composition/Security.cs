using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Monolith.Shared.Infrastructure.Auth;
using Monolith.Shared.Infrastructure.Correlation;
using Monolith.Shared.Infrastructure.Mail;
using Monolith.Shared.Infrastructure.Problems;
using Monolith.Shared.Infrastructure.RateLimiting;
using Monolith.Shared.Infrastructure.Redis;

namespace Monolith.Host.Composition;

/// <summary>Everything a request passes before its endpoint.</summary>
internal static class Security
{
    private const int MaxBodyBytes = 1024 * 1024;

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase, allowIntegerValues: false));
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
            .WithExposedHeaders(CorrelationId.HeaderName, "ETag", "Location", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")));
        builder.Services.AddResponseCompression(options => options.EnableForHttps = false);
        // Authentication brings data protection along; nothing here is protected by it, so it keeps no keys.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddProblems().AddRedis(builder.Configuration).AddRateLimits(builder.Configuration).AddPermissions();
        builder.Services.AddSingleton<Monolith.Shared.Application.ICorrelation, CorrelationId>();
        builder.AddMail();
    }

    public static void UseSecurity(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseCorrelation();
        app.UseMiddleware<RequestLog>();
        app.UseProblems();
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseSpa();
        app.UseApiPage();
        app.UseRouting();
        app.UseCors();
        app.Use(AnswerWhatMatchesNoRoute);
        app.UseAuthentication();
        // After authentication, so that people behind one address are counted one by one.
        app.UseRateLimits();
        app.UseAuthorization();
        app.UseResponseCompression();
        app.MapDevelopmentMailbox();
    }

    /// <summary>404, or what routing itself answers (405, 415): not the business of authorization, which denies what it does not know.</summary>
    private static Task AnswerWhatMatchesNoRoute(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint)
            return next(context);
        if (context.GetEndpoint()?.RequestDelegate is { } answer)
            return answer(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
