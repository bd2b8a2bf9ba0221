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

    /// <summary>One row: the harness, rounds, kills, commands acknowledged, effects found, seconds.</summary>
    public static async Task ReportAsync(string harness, int rounds, string kills, long acknowledged, long effects, TimeSpan duration)
    {
        var row = string.Create(
            CultureInfo.InvariantCulture, $"{harness}\t{rounds}\t{kills}\t{acknowledged}\t{effects}\t{duration.TotalSeconds:0}");
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        if (Results is not null)
            await File.AppendAllTextAsync(Path.Combine(Repository.Root, Results), row + '\n');
    }
}
