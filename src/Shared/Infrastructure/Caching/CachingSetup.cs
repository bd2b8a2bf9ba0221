using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monolith.Shared.Infrastructure.Redis;

namespace Monolith.Shared.Infrastructure.Caching;

public static class CachingSetup
{
    /// <summary>Larger answers are not kept.</summary>
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Output caching in the process and, where there is Redis, behind it there (ADR 0036).</summary>
    public static IServiceCollection AddCachedAnswers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CachingOptions>().Bind(configuration.GetSection(CachingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CachingOptions>, CachingOptionsValidator>();
        services.AddOutputCache(options => options.MaximumBodySize = MaxBodyBytes);
        services.AddSingleton<IOutputCacheStore, AnswerCache>();
        if (!configuration.UsesRedis())
            return services.AddSingleton<ICacheGenerations, OwnGenerations>();
        services.AddSingleton<FarCache>();
        services.AddSingleton<RedisGenerations>();
        services.AddSingleton<ICacheGenerations>(provider => provider.GetRequiredService<RedisGenerations>());
        services.AddHostedService(provider => provider.GetRequiredService<FarCache>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisGenerations>());
        return services.AddHostedService<RedisMemoryCheck>();
    }
}
