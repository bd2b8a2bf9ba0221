using Monolith.Bench.Load;

namespace Monolith.Tests.Unit.Bench;

public sealed class OptionsTests
{
    private static readonly string[] Rows = ["page-20", "sign-in"];

    [Fact]
    public void Understands_both_spellings()
    {
        var expected = new Options("page-20", People: 500, IsQuick: true, Out: "results");
        Options.Parse(["--quick", "--only", "page-20", "--rows", "500", "--out", "results"], Rows).ShouldBe((expected, null));
        Options.Parse(["--quick", "--only=page-20", "--rows=500", "--out=results"], Rows).ShouldBe((expected, null));
        Options.Parse([], Rows).ShouldBe((new Options(Only: null, People: 10_000, IsQuick: false, Out: "."), null));
    }

    [Theory]
    [InlineData("--only", "page-21", "--only needs one of page-20, sign-in, not 'page-21'.")]
    [InlineData("--only", null, "--only needs one of page-20, sign-in, not ''.")]
    [InlineData("--rows", "5", "--rows needs a number of people between 100 and 1000000, not '5'.")]
    [InlineData("--rows", "many", "--rows needs a number of people between 100 and 1000000, not 'many'.")]
    [InlineData("--fast", null, "'--fast' is not understood: there are --only NAME, --rows N, --quick and --out FOLDER.")]
    public void Says_what_is_wrong(string name, string? value, string sentence) =>
        Options.Parse(value is null ? [name] : [name, value], Rows).ShouldBe((null, sentence));
}
