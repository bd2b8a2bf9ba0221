using Monolith.Host.Local;

namespace Monolith.Host.Composition;

/// <summary>What the host itself needs to know before anything is built; each module validates its own section.</summary>
internal static class Settings
{
    public static void CheckSettings(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        List<string> problems = [];
        if (!builder.Environment.IsDevelopment())
        {
            Require(configuration, problems, "ConnectionStrings:Postgres", "name the database, as in Host=db;Database=monolith;Username=...");
            Require(configuration, problems, "ConnectionStrings:Redis", "name the Redis server that the nodes share, for example redis:6379");
            Require(configuration, problems, "PublicUrl", "name the address that browsers use, for example https://app.example.com");
        }

        problems.AddRange(ConnectionSettings.Problems(configuration, builder.Environment.IsDevelopment()));
        problems.AddRange(Store.Problems(configuration));
        problems.AddRange(Tls.Problems(configuration, builder.Environment));
        if (configuration["PublicUrl"] is { Length: > 0 } url && !IsOrigin(url, out var origin))
            problems.Add($"PublicUrl '{url}' is not an origin: write it as https://app.example.com, without a path.");
        else if (!builder.Environment.IsDevelopment() && configuration["PublicUrl"]?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true)
            problems.Add("PublicUrl must be https outside Development: cookies and tokens travel there.");
        foreach (var allowed in configuration.GetSection("Cors:Origins").Get<string[]>() ?? [])
        {
            if (!IsOrigin(allowed, out _))
                problems.Add($"Cors:Origins contains '{allowed}', which is not an origin such as https://app.example.com.");
        }

        if (configuration.GetValue("Demo", false) && !builder.Environment.IsDevelopment())
            problems.Add("Demo is set outside Development: it would mix made-up people with real ones; remove it.");
        if (problems.Count > 0)
            throw new StartupException(string.Join(Environment.NewLine, problems));
    }

    private static void Require(ConfigurationManager configuration, List<string> problems, string key, string remedy)
    {
        if (string.IsNullOrWhiteSpace(configuration[key]))
            problems.Add($"{key} is missing: {remedy}.");
    }

    private static bool IsOrigin(string text, out Uri? origin) =>
        Uri.TryCreate(text, UriKind.Absolute, out origin) && origin.Scheme is "http" or "https" && origin.PathAndQuery == "/" && !text.EndsWith('*');
}
