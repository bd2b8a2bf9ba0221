using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Users.Application.Files;

/// <summary>
/// The text of a file as it comes in, in an encoding that is named, marked or found out; what is in none of those that are known is refused.
/// </summary>
internal sealed class FileText : TextReader
{
    /// <summary>Bytes from the beginning, by which encoding and delimiter are found out.</summary>
    public const int HeadLength = 64 * 1024;

    private readonly Stream _source;
    private readonly Encoding _encoding;
    private readonly Decoder _decoder;
    private readonly byte[] _bytes;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _position;
    private int _length;
    private bool _isOver;

    private FileText(Stream source, byte[] bytes, int length, FileEncoding encoding)
    {
        (_source, _bytes, _length, _position) = (source, bytes, length, encoding.MarkLength);
        _encoding = encoding.Encoding;
        _decoder = _encoding.GetDecoder();
        _hash.AppendData(bytes, 0, length);
        EncodingName = encoding.Name;
        Head = DecodeHead();
    }

    public string EncodingName { get; }

    /// <summary>The beginning, whatever was read since.</summary>
    public string Head { get; }

    /// <param name="charset">That the sender named; null when it is to be found out.</param>
    /// <exception cref="FileRefusedException">The encoding is not known.</exception>
    public static async Task<FileText> OpenAsync(Stream source, string? charset, CancellationToken cancellationToken)
    {
        var bytes = new byte[HeadLength];
        var length = await source.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return new FileText(source, bytes, length, FileEncoding.Of(bytes.AsSpan(0, length), length < bytes.Length, charset));
    }

    /// <returns>SHA-256 of the bytes that were read, in hexadecimal.</returns>
    public string Digest() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <exception cref="FileRefusedException">The bytes are not in the encoding that those before them were in.</exception>
    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_position < _length || _isOver)
            {
                var written = Decode(buffer.Span);
                if (written > 0 || _isOver)
                    return written;
            }

            (_position, _length) = (0, await _source.ReadAsync(_bytes, cancellationToken));
            _isOver = _length == 0;
            _hash.AppendData(_bytes, 0, _length);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    private int Decode(Span<char> characters)
    {
        try
        {
            _decoder.Convert(_bytes.AsSpan(_position, _length - _position), characters, _isOver, out var used, out var written, out _);
            _position += used;
            return written;
        }
        catch (DecoderFallbackException)
        {
            throw NotIn(EncodingName);
        }
    }

    private string DecodeHead()
    {
        try
        {
            var decoder = _encoding.GetDecoder();
            var head = _bytes.AsSpan(_position, _length - _position);
            var characters = new char[_encoding.GetMaxCharCount(head.Length)];
            return new string(characters, 0, decoder.GetChars(head, characters, flush: false));
        }
        catch (DecoderFallbackException)
        {
            throw NotIn(EncodingName);
        }
    }

    private static FileRefusedException NotIn(string encoding) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"Is not {encoding} throughout; save it as UTF-8, or name its encoding in Content-Type, such as 'text/csv; charset=windows-1252'."));
}
