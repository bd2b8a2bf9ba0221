using System.Globalization;
using System.Text;

namespace Monolith.Users.Application.Files;

/// <summary>
/// Reads CSV as RFC 4180 writes it, record by record, in a memory that does not grow with the file. Lines may end with CR, LF or both; a
/// quote that does not begin a cell stands for itself.
/// </summary>
internal sealed class CsvReader(TextReader text, char delimiter)
{
    public const int MaxCells = 100;

    /// <summary>Characters; also the most that a quote that is never closed can swallow.</summary>
    public const int MaxCellLength = 10_000;

    private const char Quote = '"';

    private readonly char[] _buffer = new char[8_192];
    private readonly StringBuilder _cell = new();
    private List<string> _cells = [];
    private int _position;
    private int _length;
    private State _state;
    private bool _isAfterReturn;

    private enum State
    {
        BeforeCell,
        InCell,
        InQuotes,
        AfterQuote,
    }

    /// <summary>Of the record that was read last, 1 for the first: the number of its row in a spreadsheet.</summary>
    public int Number { get; private set; }

    /// <returns>The cells of the next record, one empty cell for an empty line; null at the end of the file.</returns>
    /// <exception cref="FileRefusedException">It is not CSV, or beyond a limit.</exception>
    public async ValueTask<IReadOnlyList<string>?> ReadAsync(CancellationToken cancellationToken)
    {
        _cells = [];
        while (true)
        {
            while (_position < _length)
            {
                if (Take(_buffer[_position++]))
                    return Complete();
            }

            (_position, _length) = (0, await text.ReadAsync(_buffer, cancellationToken));
            if (_length == 0)
                return TakeEnd() ? Complete() : null;
        }
    }

    /// <returns>Whether the record ends with it.</returns>
    private bool Take(char character)
    {
        var belongsToReturn = _isAfterReturn && character == '\n';
        _isAfterReturn = false;
        if (belongsToReturn)
            return false;
        if (character == '\0')
            throw Refused("has a NUL character, which no text has");
        switch (_state)
        {
            case State.InQuotes when character != Quote:
                Append(character);
                return false;
            case State.InQuotes:
                _state = State.AfterQuote;
                return false;
            case State.AfterQuote when character == Quote:
                Append(Quote);
                _state = State.InQuotes;
                return false;
            case State.BeforeCell when character == Quote:
                _state = State.InQuotes;
                return false;
            default:
                return TakeUnquoted(character);
        }
    }

    private bool TakeUnquoted(char character)
    {
        if (character == delimiter)
        {
            EndCell();
            return false;
        }

        if (character is '\r' or '\n')
        {
            EndCell();
            _isAfterReturn = character == '\r';
            return true;
        }

        if (_state == State.AfterQuote)
            throw Refused("has text behind a closing quote");
        Append(character);
        _state = State.InCell;
        return false;
    }

    /// <returns>False when nothing was left.</returns>
    private bool TakeEnd()
    {
        if (_state == State.InQuotes)
            throw Refused("has a quote that is never closed");
        if (_state == State.BeforeCell && _cells.Count == 0)
            return false;
        EndCell();
        return true;
    }

    private void Append(char character)
    {
        if (_cell.Length == MaxCellLength)
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"has a cell of more than {MaxCellLength} characters, or a quote that is never closed"));
        _cell.Append(character);
    }

    private void EndCell()
    {
        if (_cells.Count == MaxCells)
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"has more than {MaxCells} cells"));
        _cells.Add(_cell.ToString());
        _cell.Clear();
        _state = State.BeforeCell;
    }

    private List<string> Complete()
    {
        Number++;
        return _cells;
    }

    private FileRefusedException Refused(string what) => new(string.Create(CultureInfo.InvariantCulture, $"Row {Number + 1} {what}."));
}
