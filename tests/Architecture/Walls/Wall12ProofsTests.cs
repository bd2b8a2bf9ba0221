using System.Globalization;
using System.Text.RegularExpressions;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>Every wall has subjects, a bad example beside it, and has been seen red.</summary>
public sealed partial class Wall12ProofsTests
{
    private const int Walls = 12;

    private static IEnumerable<Proofs> WallClasses =>
        Code.TypesIn(typeof(Wall12ProofsTests).Assembly).Where(type => WallName().IsMatch(type.Name)).Select(type => new Proofs(type));

    [Fact]
    public void Every_wall_stands_and_keeps_its_bad_examples() =>
        Wall.Stands(Enumerable.Range(1, Walls), number => Missing(number, [.. WallClasses]));

    [Fact]
    public void Every_rule_has_been_seen_red() =>
        Wall.Stands(WallClasses, Unproven);

    [Fact]
    public void Goes_red_on_a_wall_that_nobody_built() =>
        Wall.GoesRed([Walls + 1], number => Missing(number, [.. WallClasses]), "wall 13 has no tests");

    [Fact]
    public void Goes_red_on_a_rule_that_was_never_seen_red() =>
        Wall.GoesRed(
            Code.TypesIn(typeof(Wall12ProofsTests).Assembly).Where(type => type.FullName == "BadExamples.Wall12.WallWithoutProof"),
            type => Unproven(new(type)),
            "WallWithoutProof.NeverSeenRed");

    [Fact]
    public void Goes_red_on_a_rule_that_finds_nothing_to_judge()
    {
        Wall.GoesRed<string>([], _ => [], "nothing to judge");
        Wall.GoesRed(BadExample.Types("NoSuchWall"), types => types.Should().BeSealed(), "nothing to judge");
    }

    private static IEnumerable<string> Missing(int number, IReadOnlyList<Proofs> walls)
    {
        var name = number.ToString("00", CultureInfo.InvariantCulture);
        if (!walls.Any(wall => $"{wall}".StartsWith($"Wall{name}", StringComparison.Ordinal) && wall.HasRedTest))
            return [$"wall {number} has no tests"];
        return Repository.Files(Path.Combine("tests", "Architecture", "BadExamples", $"Wall{name}"), "*").Count > 0
            ? []
            : [$"wall {number} has no bad example"];
    }

    private static IEnumerable<string> Unproven(Proofs wall) => wall.RulesNeverSeenRed;

    [GeneratedRegex("^Wall[0-9]{2}.*Tests$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WallName();
}
