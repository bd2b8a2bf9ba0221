using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;

namespace Monolith.Tests.Integration.Composition;

/// <summary>A host of Production that ends TLS itself, by the framework's settings and nothing else.</summary>
public sealed class TlsTests(TlsTests.Production fixture) : IClassFixture<TlsTests.Production>
{
    private const string ProtocolVersion = "alert 70";
    private const string HandshakeFailure = "alert 40";

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task It_serves_by_tls_of_today(SslProtocols version)
    {
        using var client = fixture.Client(version);
        (await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(TlsHello.Tls10)]
    [InlineData(TlsHello.Tls11)]
    public async Task Older_versions_are_refused(int version) =>
        (await TlsHello.SayAsync(
            fixture.Address,
            (ushort)version,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
            TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
            TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)).ShouldBe(ProtocolVersion);

    [Theory]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_RC4_128_SHA)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_NULL_SHA)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDH_anon_WITH_AES_128_CBC_SHA)]
    [InlineData(TlsHello.Tls13, TlsCipherSuite.TLS_AES_128_CCM_8_SHA256)]
    public async Task Suites_without_forward_secrecy_or_authenticated_encryption_are_refused(int version, TlsCipherSuite suite) =>
        (await TlsHello.SayAsync(fixture.Address, (ushort)version, suite)).ShouldBe(HandshakeFailure);

    [Theory]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256)]
    [InlineData(TlsHello.Tls13, TlsCipherSuite.TLS_AES_128_GCM_SHA256)]
    [InlineData(TlsHello.Tls13, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256)]
    public async Task Recommended_suites_are_taken(int version, TlsCipherSuite suite) =>
        (await TlsHello.SayAsync(fixture.Address, (ushort)version, suite)).ShouldBe($"{version:x4} {suite}");

    [Theory]
    [InlineData(TlsHello.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384)]
    [InlineData(TlsHello.Tls13, TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_AES_256_GCM_SHA384)]
    public async Task The_strongest_is_taken_whatever_the_client_would_rather_have(int version, TlsCipherSuite preferred, TlsCipherSuite strongest) =>
        (await TlsHello.SayAsync(fixture.Address, (ushort)version, preferred, strongest)).ShouldBe($"{version:x4} {strongest}");

    /// <summary>Beside the port that speaks TLS another is open in clear, as for probes.</summary>
    [Fact]
    public async Task What_comes_in_clear_beside_it_is_refused()
    {
        using var client = new HttpClient { BaseAddress = fixture.InClear };
        (await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Code.ShouldBe("request.https_required");
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_or_is_missing_is_one_sentence()
    {
        using var authority = new TestAuthority();
        var (one, another) = (authority.Issue("localhost"), authority.Issue("localhost"));
        const string Unusable = "Kestrel:Endpoints:Https:Certificate cannot be used: name a certificate and its key in files that belong together and that this user may read.";
        (await FailAsync((one.File, one.File + ".absent"))).ShouldBe(Unusable);
        (await FailAsync((one.File, another.KeyFile))).ShouldBe(Unusable);
        (await FailAsync((one.File, null))).ShouldBe(Unusable);
        (await FailAsync(null)).ShouldContain("Kestrel:Endpoints:Https has no certificate: name one in Certificate:Path and Certificate:KeyPath.");
    }

    private static async Task<string> FailAsync((string File, string? Key)? certificate)
    {
        await using var host = HostProcess.Start(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            // Without its other settings, so that it ends before it connects to anything.
            ["ASPNETCORE_ENVIRONMENT"] = certificate is null ? "Production" : "Development",
            ["Kestrel:Endpoints:Https:Url"] = "https://127.0.0.1:0",
            ["Kestrel:Endpoints:Https:Certificate:Path"] = certificate?.File,
            ["Kestrel:Endpoints:Https:Certificate:KeyPath"] = certificate?.Key,
        });
        (await host.ExitAsync()).ShouldBe(1, host.Output);
        return host.Output;
    }

    public sealed class Production(Services services) : IAsyncLifetime
    {
        private readonly TestAuthority _authority = new();
        private HostProcess _host = null!;

        public Uri Address { get; } = new($"https://localhost:{ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture)}");

        public Uri InClear => _host.Address;

        public async ValueTask InitializeAsync()
        {
            var certificate = _authority.IssueRsa("localhost");
            var settings = ProductionSettings.For(await services.CreateMigratedDatabaseAsync(), services.Redis);
            settings["Kestrel:Endpoints:Https:Url"] = $"https://127.0.0.1:{Address.Port.ToString(CultureInfo.InvariantCulture)}";
            settings["Kestrel:Endpoints:Https:Certificate:Path"] = certificate.File;
            settings["Kestrel:Endpoints:Https:Certificate:KeyPath"] = certificate.KeyFile;
            settings["Kestrel:Endpoints:Probes:Url"] = settings["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture)}";
            _host = HostProcess.Start(settings);
            await _host.ServingAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _host.DisposeAsync();
            _authority.Dispose();
        }

        /// <summary>One that trusts the authority and speaks this version.</summary>
        public HttpClient Client(SslProtocols version)
        {
            var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            trust.CustomTrustStore.Add(_authority.Certificate);
            return new(new SocketsHttpHandler { SslOptions = new() { EnabledSslProtocols = version, CertificateChainPolicy = trust } }) { BaseAddress = Address };
        }
    }
}
