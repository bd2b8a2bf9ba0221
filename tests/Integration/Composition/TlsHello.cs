using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Monolith.Tests.Integration.Composition;

/// <summary>
/// The first word of a TLS client, written by hand: libraries of today do not offer what a server is to refuse, and a refusal by the own
/// library would prove nothing (RFC 5246, 7.4.1.2 and RFC 8446, 4.1.2).
/// </summary>
internal static class TlsHello
{
    public const ushort Tls10 = 0x0301;
    public const ushort Tls11 = 0x0302;
    public const ushort Tls12 = 0x0303;
    public const ushort Tls13 = 0x0304;

    /// <returns>What the server chose, as <c>0304 TLS_AES_256_GCM_SHA384</c>, or <c>alert 70</c>.</returns>
    public static async Task<string> SayAsync(Uri address, ushort version, params TlsCipherSuite[] suites)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        byte[] hello = [.. U16(Math.Min(version, Tls12)), .. RandomNumberGenerator.GetBytes(32), 0, .. Long([.. suites.SelectMany(suite => U16((ushort)suite))]), 1, 0, .. Long(Extensions(version))];
        await stream.WriteAsync((byte[])[22, .. U16(Tls10), .. Long([1, 0, .. Long(hello)])]);

        var header = new byte[5];
        await stream.ReadExactlyAsync(header);
        var record = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3))];
        await stream.ReadExactlyAsync(record);
        return header[0] == 21 ? $"alert {record[1]}" : Chosen(record);
    }

    private static byte[] Extensions(ushort version)
    {
        byte[] sent =
        [
            .. Extension(10, Long([.. U16(0x001d), .. U16(0x0017)])),
            .. Extension(11, [1, 0]),
            .. Extension(13, Long([.. U16(0x0403), .. U16(0x0804), .. U16(0x0401), .. U16(0x0201)])),
        ];
        return version == Tls13
            ? [.. sent, .. Extension(43, [2, .. U16(Tls13)]), .. Extension(51, Long([.. U16(0x001d), .. Long(RandomNumberGenerator.GetBytes(32))]))]
            : sent;
    }

    private static byte[] Extension(ushort type, byte[] content) => [.. U16(type), .. Long(content)];

    /// <summary>With its length before it.</summary>
    private static byte[] Long(byte[] content) => [.. U16((ushort)content.Length), .. content];

    private static byte[] U16(ushort value) => [(byte)(value >> 8), (byte)value];

    private static string Chosen(ReadOnlySpan<byte> message)
    {
        // Type, length, version, random.
        var version = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        var rest = message[(38 + 1 + message[38])..];
        var suite = (TlsCipherSuite)BinaryPrimitives.ReadUInt16BigEndian(rest);
        for (var extensions = rest[5..]; extensions.Length >= 4; extensions = extensions[(4 + BinaryPrimitives.ReadUInt16BigEndian(extensions[2..]))..])
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(extensions) == 43)
                version = BinaryPrimitives.ReadUInt16BigEndian(extensions[4..]);
        }

        return $"{version:x4} {suite}";
    }
}
