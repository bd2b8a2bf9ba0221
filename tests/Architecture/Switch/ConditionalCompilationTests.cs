using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Switch;

/// <summary>The same source builds against the substitutes and against the libraries: only project files may choose.</summary>
public sealed class ConditionalCompilationTests
{
    [Fact]
    public void No_source_is_compiled_conditionally() =>
        Wall.Stands(new[] { "src", "tests" }.SelectMany(folder => Repository.Files(folder, "*.cs")), Conditions);

    [Fact]
    public void Goes_red_on_a_conditional_line() =>
        Wall.GoesRed(Repository.Files("tests/Architecture/BadExamples/Switch", "*.cs.txt"), Conditions, "conditional.cs.txt:3");

    private static IEnumerable<string> Conditions(string path) =>
        File.ReadLines(path).Index()
            .Where(line => line.Item.TrimStart().StartsWith("#if", StringComparison.Ordinal))
            .Select(line => $"{path}:{line.Index + 1}");
}
