using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Monolith.Tests.Integration.Users;

/// <summary>
/// A CSV file of people nobody knows, made while it is sent: it is nowhere as a whole. Most of it is a column that nobody asked for, so that
/// the longest is nearly as large as a file may be.
/// </summary>
internal sealed class LongFile : HttpContent
{
    private const int OneBrokenIn = 100;
    private const int Buffered = 16 * 1024;

    private static readonly string Notes = new('n', 350);

    private readonly string _mark;
    private readonly int _rows;

    /// <param name="mark">What the addresses begin with.</param>
    /// <param name="rows">Of which one of a hundred is broken.</param>
    public LongFile(string mark, int rows)
    {
        (_mark, _rows) = (mark, rows);
        Headers.ContentType = new MediaTypeHeaderValue("text/csv", "utf-8");
    }

    /// <summary>Rows that make nobody.</summary>
    public int Broken => _rows / OneBrokenIn;

    /// <summary>Rows that make somebody.</summary>
    public int Sound => _rows - Broken;

    /// <summary>Bytes that have left.</summary>
    public long Sent { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using var writer = new StreamWriter(stream, Encoding.ASCII, Buffered, leaveOpen: true);
        for (var row = 0; row <= _rows; row++)
        {
            var line = row == 0 ? "email,givenName,familyName,phone,locale,timeZone,notes\n" : Line(row);
            await writer.WriteAsync(line);
            Sent += line.Length;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private string Line(int row)
    {
        var phone = row % OneBrokenIn == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"+4420{row:D8}");
        return string.Create(CultureInfo.InvariantCulture, $"{_mark}.{row}@people.test,Grace,\"Hopper, the {row}th\",{phone},en-GB,Europe/London,{Notes}\n");
    }
}
