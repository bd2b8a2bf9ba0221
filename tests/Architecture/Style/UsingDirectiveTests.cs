using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Style;

/// <summary>
/// Using directives come in the order that <c>./dev fmt</c> gives them: those of System first, then by name, static ones and aliases last.
/// The compiler has no opinion about it.
/// </summary>
public sealed class UsingDirectiveTests
{
    [Fact]
    public void Using_directives_are_in_order() =>
        Wall.Stands(new[] { "src", "tests", "bench" }.SelectMany(folder => Repository.Files(folder, "*.cs")), Disorder);

    [Fact]
    public void Goes_red_on_a_directive_that_comes_too_late() =>
        Wall.GoesRed(Repository.Files("tests/Architecture/BadExamples/Style", "names.cs.txt"), Disorder, "names.cs.txt: Zebra before Apple");

    [Fact]
    public void Goes_red_on_a_system_directive_below_others() =>
        Wall.GoesRed(Repository.Files("tests/Architecture/BadExamples/Style", "system.cs.txt"), Disorder, "system.cs.txt: Apple before System.Text");

    [Fact]
    public void Goes_red_on_a_static_directive_above_others() =>
        Wall.GoesRed(Repository.Files("tests/Architecture/BadExamples/Style", "static.cs.txt"), Disorder, "static.cs.txt: static System.Math before Apple");

    private static IEnumerable<string> Disorder(string path)
    {
        var directives = File.ReadLines(path)
            .TakeWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("using var ", StringComparison.Ordinal) && line.EndsWith(';'))
            .Select(line => line["using ".Length..^1])
            .ToList();
        return directives.Zip(directives.Skip(1))
            .Where(pair => string.CompareOrdinal(Place(pair.First), Place(pair.Second)) > 0)
            .Select(pair => $"{path}: {pair.First} before {pair.Second}");
    }

    /// <summary>Names compare part by part: what is longer comes after its beginning.</summary>
    private static string Place(string directive)
    {
        var kind = directive.StartsWith("static ", StringComparison.Ordinal) ? 1 : directive.Contains('=', StringComparison.Ordinal) ? 2 : 0;
        var name = kind == 1 ? directive["static ".Length..] : directive;
        var origin = name == "System" || name.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1;
        return $"{kind}{origin}{name.Replace('.', '\u0001').ToUpperInvariant()}";
    }
}
