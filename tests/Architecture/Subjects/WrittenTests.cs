using System.Text.RegularExpressions;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>The tests of the tree as they are written, in C# and in the page: this project references none of them.</summary>
internal static partial class WrittenTests
{
    private static readonly HashSet<string> InCode = [.. Repository.Files("tests", "*.cs").SelectMany(NamesIn)];

    /// <param name="name"><c>Class.Method</c>, or <c>path below web/src > "title"</c>.</param>
    public static bool Exist(string name) => PageTest().Match(name) is { Success: true } page
        ? IsInPage(page.Groups["file"].Value, page.Groups["title"].Value)
        : InCode.Contains(name);

    /// <summary>Methods under an attribute that makes them tests; a file is named after its class.</summary>
    private static IEnumerable<string> NamesIn(string file)
    {
        var isTest = false;
        foreach (var line in File.ReadLines(file))
        {
            isTest |= TestAttribute().IsMatch(line);
            if (!isTest || Method().Match(line) is not { Success: true } method)
                continue;
            isTest = false;
            yield return $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups["name"].Value}";
        }
    }

    private static bool IsInPage(string file, string title)
    {
        var path = Path.Combine(Repository.Root, "web", "src", file);
        return File.Exists(path) && PageTitle().Matches(File.ReadAllText(path)).Any(match => match.Groups["title"].Value == title);
    }

    [GeneratedRegex(@"^\s*\[(Fact|Theory|Property)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"^\s*public\s.*?(?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Method();

    [GeneratedRegex("""^(?<file>[\w./-]+\.test\.tsx?) > "(?<title>.+)"$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageTest();

    /// <summary>Of <c>test("title"</c> and of <c>test.each([...])("title"</c>.</summary>
    [GeneratedRegex("""(test\(|\]\)\()"(?<title>[^"\r\n]+)",""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageTitle();
}
