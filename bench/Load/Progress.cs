using System.Diagnostics;

namespace Monolith.Bench.Load;

/// <summary>Short lines for whoever waits, each with the minutes and seconds since the first.</summary>
internal static class Progress
{
    private static readonly long Began = Stopwatch.GetTimestamp();

    public static void Say(string line) => Console.WriteLine($@"» {Stopwatch.GetElapsedTime(Began):mm\:ss} {line}");
}
