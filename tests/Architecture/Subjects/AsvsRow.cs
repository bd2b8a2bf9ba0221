using System.Text.RegularExpressions;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>One requirement of a standard as docs/asvs.md answers it.</summary>
/// <param name="Number">Chapter, section and requirement.</param>
/// <param name="Proof">Tests and documents, or why there are none.</param>
internal sealed partial record AsvsRow(string Number, string Level, string Asks, string Met, string Proof)
{
    public int Chapter => Parts[0];

    public bool IsOpen => Proof.StartsWith("open: ", StringComparison.Ordinal);

    /// <summary>Neither met nor shown, with the reason.</summary>
    public bool IsReasoned => Reason().IsMatch(Proof);

    public IReadOnlyList<string> Tests => [.. Test().Matches(Proof).Select(match => match.Groups["name"].Value)];

    public IReadOnlyList<string> Documents => [.. Document().Matches(Proof).Select(match => match.Groups["path"].Value)];

    private int[] Parts => [.. Number.Split('.').Select(int.Parse)];

    public bool Follows(AsvsRow other) => Parts.AsSpan().SequenceCompareTo(other.Parts) > 0;

    public override string ToString() => Number;

    /// <summary>Every line of a table whose first cell begins with a figure.</summary>
    public static IReadOnlyList<AsvsRow> In(string path) =>
    [
        .. File.ReadLines(path)
            .Where(line => line.StartsWith('|') && line.Length > 2 && char.IsAsciiDigit(line[2]))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => cells.Length == 5
                ? new AsvsRow(cells[0], cells[1], cells[2], cells[3], cells[4])
                : throw new FormatException($"The row of {cells[0]} in {path} has {cells.Length} cells.")),
    ];

    [GeneratedRegex(@"^(n/a|open): \w.{9,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reason();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"\]\((?<path>[^)#]+)(#[^)]*)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Document();
}
