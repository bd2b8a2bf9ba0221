namespace Monolith.Bench.Load.Rows;

/// <summary>The one list of rows, in the order in which they are measured.</summary>
internal static class RowList
{
    public static IReadOnlyList<IRow> All { get; } =
    [
        new StartUp(),
        new MemoryIdle(),
        new StaticJson(),
        new GetById(),
        new Page20Cached(),
        new Connections512(),
        new SignIn(),
        new MemoryAfterLoad(),
        new Page20(),
        new Search(),
        new Page20Million(),
        new Update(),
        new Mix(),
        new Create(),
        new Register(),
        new Refresh(),
        new ReadsInStorm(),
        new Size(),
    ];
}
