using Monolith.Tests.Architecture;

namespace BadExamples.Wall12;

/// <summary>Abstract, so that no runner takes it for tests: its facts are read, never run.</summary>
public abstract class WallWithoutProof
{
    [Fact]
    public void Holds() => Wall.Stands([1], NeverSeenRed);

    [Fact]
    public void Goes_red_on_something_else() => Wall.GoesRed([1], SeenRed, "1");

    private static IEnumerable<string> NeverSeenRed(int subject) => subject > 1 ? [$"{subject}"] : [];

    private static IEnumerable<string> SeenRed(int subject) => [$"{subject}"];
}
