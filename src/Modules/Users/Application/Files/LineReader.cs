using System.Globalization;
using System.Text;

namespace Monolith.Users.Application.Files;

/// <summary>Reads lines that end with LF or CR LF, none of which may be endless.</summary>
internal sealed class LineReader(TextReader text)
{
    public const int MaxLength = 100_000;

    private readonly char[] _buffer = new char[8_192];
    private readonly StringBuilder _line = new();
    private int _position;
    private int _length;

    /// <summary>Of the line that was read last, 1 for the first.</summary>
    public int Number { get; private set; }

    /// <returns>Null at the end.</returns>
    /// <exception cref="FileRefusedException">The line is too long.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        while (true)
        {
            var rest = _buffer.AsMemory(_position, _length - _position);
            var end = rest.Span.IndexOf('\n');
            Append(end < 0 ? rest.Span : rest.Span[..end]);
            _position += end < 0 ? rest.Length : end + 1;
            if (end >= 0)
                return Complete();
            (_position, _length) = (0, await text.ReadAsync(_buffer, cancellationToken));
            if (_length == 0)
                return _line.Length > 0 ? Complete() : null;
        }
    }

    private void Append(ReadOnlySpan<char> characters)
    {
        if (_line.Length + characters.Length > MaxLength)
            throw new FileRefusedException(string.Create(CultureInfo.InvariantCulture, $"Row {Number + 1} has more than {MaxLength} characters."));
        _line.Append(characters);
    }

    private string Complete()
    {
        Number++;
        return _line.ToString();
    }
}
