using System.Globalization;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Crash;

/// <summary>How long a harness runs: shortly among the other tests, at full size with <c>./dev soak</c>, which wants to read its results.</summary>
internal static class Soak
{
    private static readonly string? Results = Environment.GetEnvironmentVariable("MONOLITH_SOAK_RESULTS");

    /// <summary>Chosen anew for each run; <c>MONOLITH_SOAK_SEED</c> repeats one.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("MONOLITH_SOAK_SEED"), CultureInfo.InvariantCulture, out var seed)
        ? seed
        : Random.Shared.Next();

    public static int Size(int amongTests, int full) => Results is null ? amongTests : full;

    /// <summary>One row of results, below a line with the names of its columns.</summary>
    public static async Task ReportAsync(params (string Column, object Value)[] row)
    {
        var names = string.Join('\t', row.Select(cell => cell.Column));
        var values = string.Join('\t', row.Select(cell => Convert.ToString(cell.Value, CultureInfo.InvariantCulture)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{names}\n{values}");
        if (Results is null)
            return;
        var file = Path.Combine(Repository.Root, Results);
        await File.AppendAllLinesAsync(file, File.Exists(file) ? [values] : [names, values]);
    }
}
