using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Monolith.Monitoring.Infrastructure.Metrics;

/// <summary>Who may read <c>/metrics</c>: the configured networks, and whoever has the token.</summary>
internal sealed class MetricsAccess(IOptions<MonitoringOptions> options)
{
    private const string Scheme = "Bearer ";

    private readonly IPNetwork[] networks =
        [.. (options.Value.Metrics.Networks ?? ["127.0.0.0/8", "::1/128"]).Select(network => IPNetwork.Parse(network))];

    private readonly byte[]? token = options.Value.Metrics.Token is { Length: > 0 } text ? Digest(text) : null;

    /// <param name="address">Null when the connection has none: then only the token helps.</param>
    /// <param name="authorization">The header of that name.</param>
    public bool Allows(IPAddress? address, string? authorization) => IsInside(address) || HasToken(authorization);

    private bool IsInside(IPAddress? address)
    {
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(networks, network => network.Contains(plain));
    }

    private bool HasToken(string? authorization) =>
        token is not null
        && authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
        && CryptographicOperations.FixedTimeEquals(Digest(authorization[Scheme.Length..].Trim()), token);

    /// <summary>Digests have one length, so that the comparison tells nothing about the token's.</summary>
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
