namespace Monolith.Tests.Integration.Fixture;

/// <summary>All that a host asks for outside Development.</summary>
internal static class ProductionSettings
{
    public static readonly string Secret = Convert.ToBase64String(new byte[32]);

    public static Dictionary<string, string?> For(string postgres, string redis) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings:Postgres"] = postgres,
        ["ConnectionStrings:Redis"] = redis,
        // Else a link for the first administrator is printed among the lines.
        ["MONOLITH_ADMIN_EMAIL"] = MonolithHost.AdminEmail,
        ["MONOLITH_ADMIN_PASSWORD"] = MonolithHost.AdminPassword,
        ["PublicUrl"] = "https://monolith.test",
        ["Mail:Smtp:Host"] = "smtp.monolith.test",
        ["Identity:KeyEncryptionKey"] = Secret,
        ["Identity:Passwords:Pepper"] = Secret,
    };

    /// <summary>Calls the host as the proxy in front of it does that ends TLS.</summary>
    public static HttpClient ClientOf(HostProcess host)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return client;
    }
}
