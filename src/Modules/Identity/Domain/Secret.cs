using System.Buffers.Text;
using System.Security.Cryptography;

namespace Monolith.Identity.Domain;

/// <summary>Random values that nobody can guess.</summary>
internal static class Secret
{
    /// <summary>256 bits.</summary>
    public const int Length = 32;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Length);

    /// <summary>256 bits as 43 characters that need no escaping in an address.</summary>
    public static string NewText() => Base64Url.EncodeToString(New());
}
