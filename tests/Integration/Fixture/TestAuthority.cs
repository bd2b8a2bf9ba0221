using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>An authority that was made for this run: trusted by whoever is given <see cref="File"/>.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monolith-tls-").FullName;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Authority of a test", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Certificate = request.CreateSelfSigned(_now.AddDays(-1), _now.AddDays(7));
        File = Path.Combine(_folder, "authority.pem");
        System.IO.File.WriteAllText(File, Certificate.ExportCertificatePem());
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>For <c>SSL_CERT_FILE</c>.</summary>
    public string File { get; }

    /// <summary>For a server and for a client alike.</summary>
    /// <param name="name">The host that it is good for, or whom it names.</param>
    public TestCertificate Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Issue(name, key, new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256));
    }

    /// <summary>One that the old way of exchanging keys would take, too.</summary>
    public TestCertificate IssueRsa(string name)
    {
        using var key = RSA.Create(2048);
        return Issue(name, key, new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private TestCertificate Issue(string name, AsymmetricAlgorithm key, CertificateRequest request)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var certificate = request.Create(
            Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), _now.AddHours(-12), _now.AddDays(6), RandomNumberGenerator.GetBytes(16));
        return new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), _folder);
    }
}

/// <summary>A certificate and its key, as texts and as files that are gone with the authority.</summary>
internal sealed record TestCertificate
{
    public TestCertificate(string pem, string keyPem, string folder)
    {
        (Pem, KeyPem) = (pem, keyPem);
        var name = Path.Combine(folder, Guid.CreateVersion7().ToString("N"));
        (File, KeyFile) = ($"{name}.pem", $"{name}.key");
        System.IO.File.WriteAllText(File, pem);
        System.IO.File.WriteAllText(KeyFile, keyPem);
    }

    public string Pem { get; }

    public string KeyPem { get; }

    public string File { get; }

    public string KeyFile { get; }
}
