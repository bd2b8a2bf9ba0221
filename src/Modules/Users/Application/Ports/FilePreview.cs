using Monolith.Users.Domain;

namespace Monolith.Users.Application.Ports;

/// <summary>What the beginning of a file looks like, before it is imported.</summary>
/// <param name="Encoding">By the IANA's name.</param>
/// <param name="Delimiter">What separates the cells of a CSV file.</param>
/// <param name="Columns">What the file has, and what of it would be taken for what.</param>
/// <param name="Fields">What columns can be.</param>
/// <param name="Rows">The first rows, a cell for each column.</param>
public sealed record FilePreview(
    string Format,
    string Encoding,
    string? Delimiter,
    IReadOnlyList<ImportColumn> Columns,
    IReadOnlyCollection<string> Fields,
    IReadOnlyList<IReadOnlyList<string?>> Rows);
