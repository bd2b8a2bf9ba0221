using System.Globalization;
using System.Text.RegularExpressions;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Standards;

/// <summary>
/// docs/asvs.md answers every requirement of the OWASP Application Security Verification Standard 5.0.0, levels 1 and 2, with tests and
/// documents that exist, or says why there are none. Whether a test shows what is asked, only who reads it can judge.
/// </summary>
public sealed partial class AsvsTests
{
    private const string Document = "docs/asvs.md";
    private const string Example = "tests/Architecture/BadExamples/Asvs/asvs.md";

    /// <summary>Of level 1.</summary>
    private const int First = 70;

    /// <summary>
    /// Requirements of levels 1 and 2 in the chapters V1 to V17, counted in
    /// https://github.com/OWASP/ASVS/blob/v5.0.0/5.0/docs_en/OWASP_Application_Security_Verification_Standard_5.0.0_en.csv
    /// </summary>
    private static readonly int[] OfChapters = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

    [Fact]
    public void Every_requirement_of_levels_1_and_2_is_answered_once() => Wall.Stands([Document], Miscounted);

    [Fact]
    public void Every_row_says_what_is_asked_and_names_tests_or_documents_or_a_reason() => Wall.Stands(AsvsRow.In(PathOf(Document)), Unanswered);

    [Fact]
    public void Every_test_that_is_named_exists() => Wall.Stands(AsvsRow.In(PathOf(Document)), MissingTests);

    [Fact]
    public void Every_document_that_is_named_exists() => Wall.Stands(AsvsRow.In(PathOf(Document)), MissingDocuments);

    [Fact]
    public void What_is_open_is_listed_at_the_end() => Wall.Stands([Document], Unlisted);

    [Theory]
    [InlineData("chapter 1 has 5 requirements instead of 27")]
    [InlineData("chapter 17 has 0 requirements instead of 7")]
    [InlineData("1.1.2 comes after 1.2.1")]
    [InlineData("1 of 70 requirements of level 1")]
    public void Goes_red_on_rows_that_are_missing_or_out_of_order(string because) => Wall.GoesRed([Example], Miscounted, because);

    [Theory]
    [InlineData("1.1.1 has level 3")]
    [InlineData("1.2.1 names neither a test nor a document nor a reason")]
    [InlineData("1.1.2 gives a reason that is none")]
    public void Goes_red_on_a_row_that_answers_nothing(string because) => Wall.GoesRed(AsvsRow.In(PathOf(Example)), Unanswered, because);

    [Theory]
    [InlineData("1.1.1: there is no test AsvsTests.Nobody_wrote_this")]
    [InlineData("1.1.1: there is no test AsvsTests.Unanswered")]
    [InlineData("1.2.2: there is no test lib/auth-session.test.ts > \"nobody wrote this\"")]
    public void Goes_red_on_a_test_that_is_none(string because) => Wall.GoesRed(AsvsRow.In(PathOf(Example)), MissingTests, because);

    [Fact]
    public void Goes_red_on_a_document_that_is_none() => Wall.GoesRed(AsvsRow.In(PathOf(Example)), MissingDocuments, "1.2.2: there is no document adr/no-such.md");

    [Theory]
    [InlineData("1.2.3 is open and not listed")]
    [InlineData("9.9.9 is listed and not open")]
    public void Goes_red_on_a_list_of_what_is_open_that_is_another(string because) => Wall.GoesRed([Example], Unlisted, because);

    private static string PathOf(string file) => Path.Combine(Repository.Root, file);

    private static IEnumerable<string> Miscounted(string file)
    {
        var rows = AsvsRow.In(PathOf(file));
        var chapters = OfChapters.Index()
            .Select(chapter => (Number: chapter.Index + 1, Expected: chapter.Item, Found: rows.Count(row => row.Chapter == chapter.Index + 1)))
            .Where(chapter => chapter.Found != chapter.Expected)
            .Select(chapter => $"chapter {chapter.Number} has {chapter.Found} requirements instead of {chapter.Expected}");
        var order = rows.Zip(rows.Skip(1)).Where(pair => !pair.Second.Follows(pair.First)).Select(pair => $"{pair.Second} comes after {pair.First}");
        var first = rows.Count(row => row.Level == "1");
        return [.. chapters, .. order, .. first == First ? Array.Empty<string>() : [$"{first} of {First} requirements of level 1"]];
    }

    private static IEnumerable<string> Unanswered(AsvsRow row)
    {
        if (row.Level is not ("1" or "2"))
            yield return $"{row} has level {row.Level}";
        if (row.Asks.Length == 0 || row.Met.Length == 0)
            yield return $"{row} does not say what it asks and how it is met";
        if (row.Proof.StartsWith("n/a", StringComparison.Ordinal) || row.Proof.StartsWith("open", StringComparison.Ordinal))
        {
            if (!row.IsReasoned)
                yield return $"{row} gives a reason that is none: {row.Proof}";
        }
        else if (row.Tests.Count + row.Documents.Count == 0)
        {
            yield return $"{row} names neither a test nor a document nor a reason";
        }
    }

    private static IEnumerable<string> MissingTests(AsvsRow row) =>
        row.Tests.Where(_ => !row.IsReasoned).Where(test => !WrittenTests.Exist(test)).Select(test => $"{row}: there is no test {test}");

    private static IEnumerable<string> MissingDocuments(AsvsRow row) =>
        row.Documents.Where(path => !File.Exists(PathOf(Path.Combine("docs", path)))).Select(path => $"{row}: there is no document {path}");

    private static IEnumerable<string> Unlisted(string file)
    {
        var open = AsvsRow.In(PathOf(file)).Where(row => row.IsOpen).Select(row => row.Number).ToHashSet();
        var listed = File.ReadLines(PathOf(file)).Select(line => Listed().Match(line)).Where(match => match.Success).Select(match => match.Groups["number"].Value).ToHashSet();
        return open.Except(listed).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} is open and not listed"))
            .Concat(listed.Except(open).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} is listed and not open")));
    }

    [GeneratedRegex(@"^- \*\*(?<number>\d+\.\d+\.\d+)\*\*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listed();
}
