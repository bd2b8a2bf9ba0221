using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Monolith.Host.Composition;

/// <summary>TLS where the host itself ends it (<c>Kestrel:Endpoints</c>), without a proxy in front (OWASP ASVS 5.0.0, 12.1.1 and 12.1.2).</summary>
internal static class Tls
{
    /// <summary>
    /// Those of RFC 9325 that keep what was recorded secret when the key is lost later, and that encrypt and authenticate in one; the
    /// strongest first.
    /// </summary>
    private static readonly TlsCipherSuite[] Suites =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    ];

    /// <returns>A sentence for each endpoint whose certificate the server could not use, or that has none.</returns>
    public static IEnumerable<string> Problems(IConfiguration configuration, IHostEnvironment environment)
    {
        var byDefault = configuration.GetSection("Kestrel:Certificates:Default");
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().ToList();
        var bare = endpoints.Where(endpoint =>
            endpoint["Url"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true
            && !byDefault.Exists() && !endpoint.GetSection("Certificate").Exists() && !endpoint.GetSection("Sni").Exists());
        return
        [
            .. endpoints.Select(endpoint => endpoint.GetSection("Certificate")).Append(byDefault)
                .Where(certificate => certificate["Path"] is { Length: > 0 } && !IsUsable(certificate, environment.ContentRootPath))
                .Select(certificate => $"{certificate.Path} cannot be used: name a certificate and its key in files that belong together and that this user may read."),
            // Developers may have one that the SDK made.
            .. environment.IsDevelopment() ? [] : bare.Select(endpoint => $"{endpoint.Path} has no certificate: name one in Certificate:Path and Certificate:KeyPath."),
        ];
    }

    public static void UseStrongTls(this KestrelServerOptions kestrel) => kestrel.ConfigureHttpsDefaults(static https =>
    {
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        // Elsewhere the suites are the system's to choose.
        if (!OperatingSystem.IsLinux())
            return;
        var policy = new CipherSuitesPolicy(Suites);
        https.OnAuthenticate = (_, tls) => tls.CipherSuitesPolicy = policy;
    });

    private static bool IsUsable(IConfigurationSection settings, string folder)
    {
        var path = Path.Combine(folder, settings["Path"]!);
        var password = settings["Password"];
        try
        {
            using var certificate = settings["KeyPath"] is not { Length: > 0 } key ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : password is null ? X509Certificate2.CreateFromPemFile(path, Path.Combine(folder, key))
                : X509Certificate2.CreateFromEncryptedPemFile(path, password, Path.Combine(folder, key));
            return certificate.HasPrivateKey;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
