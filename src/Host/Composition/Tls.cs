using System.Net.Security;
using System.Security.Authentication;
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

    public static void UseStrongTls(this KestrelServerOptions kestrel) => kestrel.ConfigureHttpsDefaults(static https =>
    {
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        // Elsewhere the suites are the system's to choose.
        if (!OperatingSystem.IsLinux())
            return;
        var policy = new CipherSuitesPolicy(Suites);
        https.OnAuthenticate = (_, tls) => tls.CipherSuitesPolicy = policy;
    });
}
