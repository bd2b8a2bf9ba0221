using Monolith.Bench.Load.Report;

namespace Monolith.Bench.Load.Rows;

/// <summary>The files that an installation needs besides the runtime, whose packages are the operating system's.</summary>
internal sealed class Size : IRow
{
    public string Name => "size";

    public async Task<IReadOnlyList<RowResult>> MeasureAsync(Session session, CancellationToken cancellationToken)
    {
        var stand = await session.UpAsync(cancellationToken);
        var measured = stand.Contenders.ToDictionary(contender => contender.Name, contender => Measured.Of(Megabytes(contender.Folder)));
        return [new(Name, "MB", IsRate: false, measured, Notes: [])];
    }

    private static double Megabytes(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.LinkTarget is null)
            .Sum(file => file.Length) / 1e6;
}
