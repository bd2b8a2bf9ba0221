using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Imports;

namespace Monolith.Tests.Unit.Users.Files;

/// <summary>Whatever is written is read as it was, and whatever comes is read or refused.</summary>
public sealed class CsvProperties
{
    /// <summary>What separates, quotes, breaks lines and begins formulas comes often.</summary>
    private static readonly Gen<string> AnyCell =
        from characters in Gen.Frequency(
            (3, Gen.Elements(",;\t|\"\r\n'=+-@ ".ToCharArray())),
            (3, Gen.Choose('a', 'f').Select(code => (char)code)),
            (1, Gen.Choose(1, 0xD7FF).Select(code => (char)code))).ListOf()
        select string.Concat(characters);

    private static readonly Gen<List<string[]>> AnyTable =
        from width in Gen.Choose(1, 6)
        from records in Gen.ArrayOf(AnyCell, width).ListOf()
        select records;

    private static readonly Gen<byte[]> AnyBytes =
        from parts in Gen.OneOf(
            Gen.Elements("email,name\n", "\"", "\uFEFF", "ada@people.test;Ada\r\n", "{\"email\":\"ada@people.test\"}\n", "{\"email\":\"\\u0000\"}\n", "\0")
                .Select(text => Encoding.UTF8.GetBytes(text)),
            Gen.Elements<byte[]>([0xFF, 0xFE], [0xC3], [0xE4, 0xF6], [0x81], "e\0m\0a\0i\0l\0\n\0"u8.ToArray()),
            Gen.Choose(0, 255).Select(code => (byte)code).ArrayOf()).ListOf()
        select parts.SelectMany(part => part).ToArray();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10_000)]
    public void What_is_written_is_read_as_it_was_however_it_is_cut(int piece) =>
        Prop.ForAll(AnyTable.ToArbitrary(), table =>
        {
            using var text = new InPieces(string.Concat(table.Select(record => CsvText.Record(record))), piece);
            var read = ReadAll(new CsvReader(text, ',')).Select(record => record.Select(CsvText.Meant).ToArray()).ToArray();
            return read.Length == table.Count && read.Zip(table).All(pair => pair.First.SequenceEqual(pair.Second));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_cell_begins_a_formula() =>
        Prop.ForAll(AnyCell.ToArbitrary(), cell =>
        {
            var shown = CsvText.Cell(cell).TrimStart('"');
            return shown.Length == 0 || !"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".Contains(shown[0], StringComparison.Ordinal) || cell.StartsWith('"');
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_comes_is_read_or_refused() =>
        Prop.ForAll(AnyBytes.ToArbitrary(), Gen.Elements(FileFormat.Csv, FileFormat.Ndjson).ToArbitrary(), (bytes, format) =>
        {
            using var content = new MemoryStream(bytes);
            var source = new FileSource(content, format, null, ColumnMapping.Parse(null).Value!);
            var preview = ImportIntake.PreviewAsync(source, CancellationToken.None).GetAwaiter().GetResult();
            return preview.IsSuccess || preview.Error.Field == "file";
        }).QuickCheckThrowOnFailure();

    private static List<IReadOnlyList<string>> ReadAll(CsvReader reader)
    {
        List<IReadOnlyList<string>> records = [];
        while (reader.ReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } record)
            records.Add(record);
        return records;
    }

    /// <summary>A text that comes a few characters at a time.</summary>
    private sealed class InPieces(string text, int size) : StringReader(text)
    {
        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
