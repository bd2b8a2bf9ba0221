using System.Text;
using Monolith.Users.Application.Files;
using Monolith.Users.Application.Imports;
using Monolith.Users.Application.Ports;

namespace Monolith.Tests.Unit.Users.Files;

/// <summary>Files as people have them.</summary>
public sealed class PeopleFileTests
{
    [Theory]
    [InlineData("email,name\nada@people.test,Zoë", "utf-8", "utf-8")]
    [InlineData("email,name\nada@people.test,Zoë", "utf-8-mark", "utf-8")]
    [InlineData("email;name\r\nada@people.test;Zoë", "utf-16-mark", "utf-16le")]
    [InlineData("email\tname\rada@people.test\tZoë", "utf-16be-mark", "utf-16be")]
    [InlineData("email|name\nada@people.test|Zoë", "windows-1252", "windows-1252")]
    public async Task Encodings_and_delimiters_are_found_out(string text, string encoding, string found)
    {
        var preview = (await PreviewAsync(Encoded(text, encoding))).Preview!;
        (preview.Encoding, preview.Delimiter, preview.Rows.ShouldHaveSingleItem()[1]).ShouldBe((found, text[5].ToString(), "Zoë"));
        preview.Columns.Select(column => column.Field).ShouldBe(["email", "displayName"]);
    }

    [Theory]
    [InlineData("utf-16", "Is no text, or UTF-16 without a byte order mark; save it as UTF-8.")]
    [InlineData("workbook", "Is a workbook of a spreadsheet; save it as CSV.")]
    [InlineData("none", "Is in no encoding that could be found out; save it as UTF-8.")]
    public async Task What_is_in_no_known_encoding_is_refused_clearly(string encoding, string why) =>
        (await PreviewAsync(Encoded("email,name\nada@people.test,Zoë", encoding))).Why.ShouldBe(why);

    [Fact]
    public async Task What_turns_out_late_is_refused_and_an_encoding_that_is_named_counts()
    {
        var bytes = Encoded($"email,name\n{string.Concat(Enumerable.Repeat("ada@people.test,Ada\n", 4_000))}zoe@people.test,Zoë\n", "windows-1252");
        (await ReadAsync(Source(bytes, FileFormat.Csv))).Why.ShouldStartWith("Is not utf-8 throughout; save it as UTF-8, or name its encoding");
        (await ReadAsync(Source(bytes, FileFormat.Csv, charset: "iso-8859-1"))).Rows!.Last().Values["displayName"].ShouldBe("Zoë");
        (await PreviewAsync(bytes, charset: "koi8-r")).Why!.ShouldStartWith("Is said to be in an encoding that is not known here");
    }

    [Theory]
    [InlineData("", "Is empty.")]
    [InlineData("name,phone\nAda,+44", "Has no column for email; its first row must name the columns, or 'mapping' must say which it is.")]
    [InlineData("email,mail\na@b.test,c@d.test", "Has more than one column for email: email, mail; say by 'mapping' which it is.")]
    [InlineData("email,name\n\"ada\"b,Ada", "Row 2 has text behind a closing quote.")]
    [InlineData("email,name\n\"ada,Ada", "Row 2 has a quote that is never closed.")]
    public async Task A_file_that_is_none_of_people_is_refused_with_the_place(string text, string why)
    {
        var source = Source(Encoding.UTF8.GetBytes(text), FileFormat.Csv);
        (await ReadAsync(source)).Why.ShouldBe(why);
    }

    [Fact]
    public async Task Columns_are_what_the_mapping_says_and_else_what_they_are_called()
    {
        var (preview, _) = await PreviewAsync("E-Mail,Name,Firma,Nick\na@b.test,Ada,X,Y"u8.ToArray(), mapping: "Name:,#4:displayName");
        preview!.Columns.ShouldBe([new(1, "E-Mail", "email"), new(2, "Name", null), new(3, "Firma", null), new(4, "Nick", "displayName")]);
        (await PreviewAsync("email\na@b.test"u8.ToArray(), mapping: "Mail:email")).Why.ShouldBe("Has no column 'Mail'.");
        foreach (var broken in new[] { "email", ":email", "a:email,a:phone", "a:shoeSize" })
            ColumnMapping.Parse(broken).Error!.Field.ShouldBe("mapping");
    }

    [Fact]
    public async Task Rows_are_numbered_as_a_spreadsheet_does_and_empty_ones_are_passed_over()
    {
        var (rows, _) = await ReadAsync(Source("email,name\n\"a@b.test\",\"two\nlines\"\n\n,\nc@d.test\n"u8.ToArray(), FileFormat.Csv));
        rows!.Select(row => (row.Number, row.Problem?.Message)).ShouldBe([(2, null), (5, "Has 1 cells where the first row names 2 columns.")]);
        rows![0].Values["displayName"].ShouldBe("two\nlines");
    }

    [Fact]
    public async Task Lines_of_objects_say_what_is_wrong_with_each()
    {
        string[] lines =
        [
            """{"email":"a@b.test","displayName":null,"roles":["x"]}""", "", "[1]", "{", """{"email":1}""", """{"email":"a\u0000b"}""", """{"email":"\ud800"}""",
            """{"email":"a@b.test","mail":"c@d.test"}""",
        ];
        var (rows, _) = await ReadAsync(Source(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), FileFormat.Ndjson));
        rows!.Select(row => (row.Number, row.Problem?.Message)).ShouldBe(
        [
            (1, null), (3, "Is no JSON object."), (4, "Is no JSON."), (5, "Must be text or null."), (6, "Has a NUL character, which no text has."),
            (7, "Has a character that is none."), (8, "Is there more than once."),
        ]);
        rows![0].Values.ShouldBe(new Dictionary<string, string?> { ["email"] = "a@b.test", ["displayName"] = null }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_cell_a_record_and_a_line_have_their_limits()
    {
        var cell = new string('a', CsvReader.MaxCellLength + 1);
        (await ReadAsync(Source(Encoding.UTF8.GetBytes($"email\n{cell}"), FileFormat.Csv)))
            .Why.ShouldBe("Row 2 has a cell of more than 10000 characters, or a quote that is never closed.");
        (await ReadAsync(Source(Encoding.UTF8.GetBytes($"email\n{new string(',', CsvReader.MaxCells)}"), FileFormat.Csv))).Why.ShouldBe("Row 2 has more than 100 cells.");
        (await ReadAsync(Source(Encoding.UTF8.GetBytes(new string(' ', LineReader.MaxLength + 1)), FileFormat.Ndjson))).Why.ShouldBe("Row 1 has more than 100000 characters.");
    }

    private static byte[] Encoded(string text, string encoding) => encoding switch
    {
        "utf-8" => Encoding.UTF8.GetBytes(text),
        "utf-8-mark" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
        "utf-16" => Encoding.Unicode.GetBytes(text),
        "utf-16-mark" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
        "utf-16be-mark" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
        "windows-1252" => Encoding.Latin1.GetBytes(text),
        "workbook" => [.. "PK\x03\x04"u8, .. Encoding.UTF8.GetBytes(text)],
        _ => [.. Encoding.Latin1.GetBytes(text), 0x81],
    };

    private static FileSource Source(byte[] bytes, FileFormat format, string? charset = null, string? mapping = null) =>
        new(new MemoryStream(bytes), format, charset, ColumnMapping.Parse(mapping).Value!);

    private static async Task<(FilePreview? Preview, string? Why)> PreviewAsync(byte[] bytes, string? charset = null, string? mapping = null)
    {
        var result = await ImportIntake.PreviewAsync(Source(bytes, FileFormat.Csv, charset, mapping), TestContext.Current.CancellationToken);
        return (result.Value, result.Error?.Message);
    }

    private static async Task<(List<FileRow>? Rows, string? Why)> ReadAsync(FileSource source)
    {
        try
        {
            using var file = await PeopleFile.OpenAsync(source, TestContext.Current.CancellationToken);
            List<FileRow> rows = [];
            await foreach (var row in file.ReadAsync(TestContext.Current.CancellationToken))
                rows.Add(row);
            return (rows, null);
        }
        catch (FileRefusedException refused)
        {
            return (null, refused.Message);
        }
    }
}
