using System.Net;
using System.Net.Sockets;

namespace Monolith.Shared.Infrastructure.RateLimiting;

/// <summary>
/// Whom a limit counts as one: an IPv4 address, or a /64 of IPv6, which is what one household or one machine gets to choose its addresses
/// from (RFC 6177).
/// </summary>
internal static class ClientNetwork
{
    private const int Prefix = 8;

    public static string Of(IPAddress? address)
    {
        if (address is null)
            return "local";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Prefix).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
