using Monolith.Users.Domain;

namespace Monolith.Users.Application.Files;

/// <summary>A file of people that is read from its beginning to its end, once, row by row.</summary>
internal abstract class PeopleFile(FileText text) : IDisposable
{
    public abstract FileFormat Format { get; }

    /// <summary>In an NDJSON file those of the rows that were read.</summary>
    public abstract IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>What separates the cells; null where that is given by the format.</summary>
    public virtual char? Delimiter => null;

    public string Encoding => text.EncodingName;

    /// <exception cref="FileRefusedException">Its encoding is not known, or its first row names no columns.</exception>
    public static async Task<PeopleFile> OpenAsync(FileSource source, CancellationToken cancellationToken)
    {
        var text = await FileText.OpenAsync(source.Content, source.Charset, cancellationToken);
        return source.Format == FileFormat.Csv
            ? await CsvPeople.OpenAsync(text, source.Mapping, cancellationToken)
            : new NdjsonPeople(text, source.Mapping);
    }

    /// <exception cref="FileRefusedException">What comes cannot be read.</exception>
    public abstract IAsyncEnumerable<FileRow> ReadAsync(CancellationToken cancellationToken);

    /// <inheritdoc cref="FileText.Digest"/>
    public string Digest() => text.Digest();

    public void Dispose() => text.Dispose();
}

/// <summary>The formats of files of people.</summary>
public enum FileFormat
{
    /// <summary>RFC 4180.</summary>
    Csv,

    /// <summary>A JSON object a line (https://github.com/ndjson/ndjson-spec).</summary>
    Ndjson,
}

/// <summary>A file as somebody sends it.</summary>
/// <param name="Content">Read once, from where it stands.</param>
/// <param name="Charset">Its encoding; null when it is to be found out.</param>
public sealed record FileSource(Stream Content, FileFormat Format, string? Charset, ColumnMapping Mapping);

/// <param name="Number">As in <see cref="ImportRow"/>.</param>
/// <param name="Cells">As the file has them, in the order of its columns.</param>
/// <param name="Values">By the names of the fields; null for what is empty.</param>
/// <param name="Problem">What is wrong with all of it.</param>
internal sealed record FileRow(int Number, IReadOnlyList<string?> Cells, IReadOnlyDictionary<string, string?> Values, RowError? Problem);
