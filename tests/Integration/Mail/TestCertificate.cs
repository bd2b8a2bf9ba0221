using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monolith.Tests.Integration.Mail;

/// <summary>A certificate of an authority that was made for this run: trusted by whoever is given <see cref="AuthorityFile"/>.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monolith-tls-").FullName;

    /// <param name="host">The name that it is good for.</param>
    public TestCertificate(string host = "localhost")
    {
        var now = TimeProvider.System.GetUtcNow();
        var (from, until) = (now.AddDays(-1), now.AddDays(7));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Authority of a test", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, critical: false));
        using var authority = authorityRequest.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.Create(authority, from.AddHours(1), until.AddHours(-1), RandomNumberGenerator.GetBytes(16));

        (Pem, KeyPem, AuthorityFile) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), Path.Combine(_folder, "authority.pem"));
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
    }

    public string Pem { get; }

    public string KeyPem { get; }

    /// <summary>For <c>SSL_CERT_FILE</c>.</summary>
    public string AuthorityFile { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
