using System.Net;
using System.Security.Cryptography;
using Monolith.Shared.Infrastructure.Redis;
using Npgsql;
using StackExchange.Redis;

namespace Monolith.Host.Composition;

/// <summary>
/// The strings that name PostgreSQL and Redis. Outside Development what a node says to them on other machines is encrypted, and they show a
/// certificate that the system trusts (OWASP ASVS 5.0.0, 12.3.1 and 12.3.4), unless the operator says that nobody else is on the network.
/// </summary>
internal static class ConnectionSettings
{
    private const string Opinion = "Connections:AllowUnencrypted";

    /// <returns>A sentence for each that cannot be understood, or that anybody on the way could read; none repeats it, for it may hold a password.</returns>
    public static IEnumerable<string> Problems(IConfiguration configuration, bool isDevelopment)
    {
        var mayBeReadable = isDevelopment || configuration.GetValue(Opinion, false);
        return
        [
            .. JudgePostgres("Postgres"),
            .. JudgePostgres("PostgresReplica"),
            .. JudgeCertificate(configuration),
            .. Judge("Redis", text => IsReadable(ConfigurationOptions.Parse(text)), "redis:6379,password=...", "ssl=true"),
        ];

        IEnumerable<string> JudgePostgres(string name) => Judge(
            name, text => IsReadable(new NpgsqlConnectionStringBuilder(text)), "Host=db;Database=monolith;Username=...", "SSL Mode=VerifyFull");

        IEnumerable<string> Judge(string name, Func<string, bool> isReadable, string form, string remedy)
        {
            if (configuration.GetConnectionString(name) is not { Length: > 0 } text)
                return [];
            try
            {
                return isReadable(text) && !mayBeReadable
                    ? [$"ConnectionStrings:{name} is not encrypted: add {remedy}, or set {Opinion}=true where the network in between is the nodes' own."]
                    : [];
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException)
            {
                return [$"ConnectionStrings:{name} cannot be read: write it as {form}, with options that exist."];
            }
        }
    }

    private static IEnumerable<string> JudgeCertificate(IConfiguration configuration)
    {
        try
        {
            RedisSetup.ClientCertificate(configuration)?.Dispose();
            return [];
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return ["Redis:Certificate and Redis:CertificateKey cannot be read: name two files in PEM form that belong together and that this user may read."];
        }
    }

    private static bool IsReadable(NpgsqlConnectionStringBuilder settings) =>
        settings.SslMode is not (SslMode.VerifyCA or SslMode.VerifyFull) && settings.Host?.Split(',').All(IsHere) != true;

    private static bool IsReadable(ConfigurationOptions settings) =>
        !settings.Ssl && !settings.EndPoints.All(end => end switch
        {
            IPEndPoint address => IPAddress.IsLoopback(address.Address),
            DnsEndPoint name => IsHere(name.Host),
            _ => true,
        });

    /// <param name="host">A name, an address, either with a port, or the folder of a socket.</param>
    private static bool IsHere(string host) =>
        host.StartsWith('/')
        || host.Split(':')[0] == "localhost"
        || (IPEndPoint.TryParse(host, out var address) && IPAddress.IsLoopback(address.Address));
}
