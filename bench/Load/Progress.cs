namespace Monolith.Bench.Load;

/// <summary>Short lines for whoever waits.</summary>
internal static class Progress
{
    public static void Say(string line) => Console.WriteLine($"» {line}");
}
