using System.Globalization;
using System.Text.RegularExpressions;

namespace Monolith.Bench.Load;

/// <summary>A process with all its descendants, as Linux accounts for them.</summary>
internal sealed partial class ProcessTree(int root)
{
    private const int TicksPerSecond = 100;

    // In /proc/PID/stat, counted after the name, which may contain anything.
    private const int ParentField = 1;
    private const int FirstTimeField = 11;
    private const int TimeFields = 4;

    /// <summary>Spent so far, ended children included.</summary>
    public TimeSpan ProcessorTime =>
        TimeSpan.FromSeconds(Members().Sum(member => member.Stat.Skip(FirstTimeField).Take(TimeFields).Sum(Number)) / (double)TicksPerSecond);

    /// <summary>Megabytes (1e6 bytes); a page that several processes share counts by its parts in PSS and in full in RSS.</summary>
    public Memory Memory()
    {
        long pss = 0, rss = 0;
        foreach (var (id, _) in Members())
        {
            if (Read($"/proc/{id}/smaps_rollup") is not { } text)
                continue;
            pss += Kilobytes(PssLine(), text);
            rss += Kilobytes(RssLine(), text);
        }

        return new(pss * 1024 / 1e6, rss * 1024 / 1e6);
    }

    private List<(int Id, string[] Stat)> Members()
    {
        Dictionary<int, string[]> all = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read($"{folder}/stat") is { } stat)
                all[id] = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }

        var children = all.ToLookup(process => Number(process.Value[ParentField]), process => process.Key);
        List<(int, string[])> members = [];
        Queue<int> open = new([root]);
        while (open.TryDequeue(out var id))
        {
            if (!all.TryGetValue(id, out var stat))
                continue;
            members.Add((id, stat));
            foreach (var child in children[id])
                open.Enqueue(child);
        }

        return members;
    }

    /// <summary>Null when the process has ended meanwhile.</summary>
    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long Kilobytes(Regex line, string text) => line.Match(text) is { Success: true } match ? Number(match.Groups["kb"].Value) : 0;

    [GeneratedRegex(@"^Pss:\s+(?<kb>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex PssLine();

    [GeneratedRegex(@"^Rss:\s+(?<kb>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex RssLine();
}

/// <summary>In megabytes (1e6 bytes).</summary>
internal sealed record Memory(double Pss, double Rss);
