using Monolith.Host;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>The catalog of the host and the folders under src/Modules are one list.</summary>
public sealed class Wall06CatalogTests
{
    private static IReadOnlyList<string> Catalog => [.. ModuleCatalog.All.Select(module => module.Name)];

    private static IReadOnlyList<string> Folders => [.. Repository.Modules.Select(module => module.Key)];

    [Fact]
    public void Every_folder_is_in_the_catalog() => Wall.Stands(Folders, folder => Absent(folder, Catalog, "the catalog"));

    [Fact]
    public void Every_entry_of_the_catalog_has_a_folder() => Wall.Stands(Catalog, name => Absent(name, Folders, "src/Modules"));

    [Theory]
    [InlineData("a-folder-without-entry")]
    [InlineData("an-entry-without-folder")]
    [InlineData("an-entry-twice")]
    public void Goes_red_on_lists_that_differ(string example)
    {
        var lists = BadExample.Lines($"Wall06/{example}");
        var (folders, catalog) = (lists[0].Split(' '), lists[1].Split(' '));
        var red = folders.SelectMany(folder => Absent(folder, catalog, "the catalog"))
            .Concat(catalog.SelectMany(name => Absent(name, folders, "src/Modules")));
        red.ShouldHaveSingleItem().ShouldContain("stock");
    }

    private static IEnumerable<string> Absent(string name, IReadOnlyList<string> list, string where) =>
        list.Count(other => other == name) == 1 ? [] : [$"{name} is not once in {where}"];
}
