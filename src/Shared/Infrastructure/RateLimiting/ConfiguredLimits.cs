using Microsoft.Extensions.Configuration;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>The limits with the numbers that this installation gives them.</summary>
internal sealed class ConfiguredLimits(IConfiguration configuration)
{
    private readonly Dictionary<string, RateLimit> _limits =
        new[] { RateLimits.Credentials, RateLimits.Accounts, RateLimits.Reads, RateLimits.Writes, RateLimits.Machines }
            .ToDictionary(limit => limit.Name, limit => Configured(limit, configuration), StringComparer.Ordinal);

    /// <returns>A limit of a module's own as it is.</returns>
    public RateLimit Of(RateLimit declared) => _limits.GetValueOrDefault(declared.Name, declared);

    private static RateLimit Configured(RateLimit limit, IConfiguration configuration)
    {
        var section = configuration.GetSection($"RateLimits:{limit.Name}");
        return limit with
        {
            Permits = section.GetValue("Permits", limit.Permits),
            Period = TimeSpan.FromSeconds(section.GetValue("PeriodSeconds", limit.Period.TotalSeconds)),
        };
    }
}
