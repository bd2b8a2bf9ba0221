using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Monolith.Shared.Infrastructure.Redis;

public static class RedisSetup
{
    private const string ConnectionStringName = "Redis";
    private const string CertificateFile = "Redis:Certificate";

    /// <summary>Whether several nodes share state through Redis; without it the in-process implementations serve one node.</summary>
    public static bool UsesRedis(this IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration.GetConnectionString(ConnectionStringName));

    /// <summary>
    /// What the node shows Redis to say who it is (<c>Redis:Certificate</c> and <c>Redis:CertificateKey</c>, files in PEM form), for which
    /// the connection string has no words. Null when it shows none.
    /// </summary>
    /// <exception cref="CryptographicException">The files hold something else.</exception>
    /// <exception cref="ArgumentException">They do not belong together.</exception>
    public static X509Certificate2? ClientCertificate(IConfiguration configuration) =>
        configuration[CertificateFile] is { Length: > 0 } file
            ? X509Certificate2.CreateFromPemFile(file, configuration["Redis:CertificateKey"])
            : null;

    /// <summary>Registers <see cref="IConnectionMultiplexer"/> when an address is configured; it reconnects by itself.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.UsesRedis())
            return services;
        var options = ConfigurationOptions.Parse(configuration.GetConnectionString(ConnectionStringName)!);
        options.AbortOnConnectFail = false;
        // Anew for each connection: the next may be made with the certificate that has taken its place.
        if (!string.IsNullOrWhiteSpace(configuration[CertificateFile]))
            options.CertificateSelection += (_, _, _, _, _) => ClientCertificate(configuration)!;
        return services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(options));
    }
}
