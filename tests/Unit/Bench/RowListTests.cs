using Monolith.Bench.Load.Rows;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Unit.Bench;

public sealed class RowListTests
{
    [Fact]
    public void The_dev_script_knows_every_row_and_its_order() =>
        File.ReadLines(Path.Combine(Repository.Root, "dev")).Single(line => line.StartsWith("LOADS=", StringComparison.Ordinal))
            .ShouldBe($"LOADS='{string.Join(' ', RowList.All.Select(row => row.Name))}'");
}
