using System.Net;
using Npgsql;
using StackExchange.Redis;

namespace Monolith.Host.Composition;

/// <summary>
/// What a node says to PostgreSQL and Redis on other machines is encrypted, and they show a certificate that the system trusts (OWASP ASVS
/// 5.0.0, 12.3.1 and 12.3.4), unless the operator says that nobody else is on the network in between.
/// </summary>
internal static class EncryptedConnections
{
    private const string Opinion = "Connections:AllowUnencrypted";
    private const string Remedy = $"or set {Opinion}=true where the network in between is the nodes' own";

    /// <returns>A sentence for each connection that anybody on the way could read.</returns>
    public static IEnumerable<string> Problems(IConfiguration configuration)
    {
        if (configuration.GetValue(Opinion, false))
            yield break;
        if (configuration.GetConnectionString("Postgres") is { Length: > 0 } postgres && IsReadable(new NpgsqlConnectionStringBuilder(postgres)))
            yield return $"ConnectionStrings:Postgres is not encrypted: add SSL Mode=VerifyFull, {Remedy}.";
        if (configuration.GetConnectionString("Redis") is { Length: > 0 } redis && IsReadable(ConfigurationOptions.Parse(redis)))
            yield return $"ConnectionStrings:Redis is not encrypted: add ssl=true, {Remedy}.";
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
