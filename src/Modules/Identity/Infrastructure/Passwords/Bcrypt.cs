using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Identity.Infrastructure.Passwords;

/// <summary>bcrypt (<c>$2b$</c>) of the operating system's libxcrypt; the man page is crypt(3).</summary>
internal static partial class Bcrypt
{
    internal const string Prefix = "$2b$";

    private const string Library = "libcrypt.so.1";
    private const int SaltLength = 16;
    private const int MaxOutputLength = 384;

    /// <summary><c>sizeof(struct crypt_data)</c>; zeroed for every call, the result stands at its start.</summary>
    private const int DataLength = 32_768;

    private const int CheckCost = 4;

    /// <summary>Whether this system has the library and the library has the algorithm.</summary>
    public static bool IsAvailable { get; } = Check();

    /// <param name="phrase">Not more than 72 bytes and none of them zero; the algorithm ignores the rest.</param>
    /// <param name="cost">4 to 31; each step doubles the time.</param>
    public static string Hash(ReadOnlySpan<byte> phrase, int cost) => Crypt(phrase, Setting(cost));

    public static bool Verify(ReadOnlySpan<byte> phrase, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Crypt(phrase, hash)), Encoding.ASCII.GetBytes(hash));

    public static int CostOf(string hash) => int.Parse(hash.AsSpan(Prefix.Length, 2), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>A hash that nothing matches and that takes as long to try as any other.</summary>
    public static string Decoy(int cost) => Setting(cost) + new string('.', 31);

    private static bool Check()
    {
        if (!NativeLibrary.TryLoad(Library, out var handle))
            return false;
        return NativeLibrary.TryGetExport(handle, nameof(crypt_rn), out _)
            && NativeLibrary.TryGetExport(handle, nameof(crypt_gensalt_rn), out _)
            && Hash("check"u8, CheckCost).StartsWith(Prefix, StringComparison.Ordinal);
    }

    private static string Setting(int cost)
    {
        Span<byte> salt = stackalloc byte[SaltLength];
        RandomNumberGenerator.Fill(salt);
        Span<byte> output = stackalloc byte[MaxOutputLength];
        if (crypt_gensalt_rn("$2b$\0"u8, (nuint)cost, salt, salt.Length, output, output.Length) == 0)
            throw new CryptographicException("libxcrypt refuses to make a bcrypt salt.");
        return Text(output);
    }

    private static string Crypt(ReadOnlySpan<byte> phrase, string setting)
    {
        byte[] terminatedPhrase = [.. phrase, 0];
        byte[] terminatedSetting = [.. Encoding.ASCII.GetBytes(setting), 0];
        var data = new byte[DataLength];
        try
        {
            return crypt_rn(terminatedPhrase, terminatedSetting, data, data.Length) == 0
                ? throw new CryptographicException("libxcrypt refuses this hash.")
                : Text(data);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(data);
            CryptographicOperations.ZeroMemory(terminatedPhrase);
        }
    }

    private static string Text(ReadOnlySpan<byte> terminated) => Encoding.ASCII.GetString(terminated[..terminated.IndexOf((byte)0)]);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint crypt_rn(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> setting, Span<byte> data, int size);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint crypt_gensalt_rn(
        ReadOnlySpan<byte> prefix, nuint count, ReadOnlySpan<byte> random, int randomLength, Span<byte> output, int outputLength);
}
