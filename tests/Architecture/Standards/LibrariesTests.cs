using System.Text.Json.Nodes;
using System.Xml.Linq;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Standards;

/// <summary>Every library is known by version and hash, and asked about (docs/security.md, Libraries).</summary>
public sealed class LibrariesTests
{
    private static readonly string[] Folders = ["src", "tests", "bench"];

    private static IEnumerable<string> Projects => Folders.SelectMany(folder => Repository.Files(folder, "*.csproj"));

    private static IEnumerable<string> NodePackages => Folders.Append("web").SelectMany(folder => Repository.Files(folder, "package.json"));

    [Fact]
    public void Every_library_stands_in_a_lock_file_with_its_hash()
    {
        Wall.Stands(Projects, project => Unlocked(Beside(project, "packages.lock.json"), UnhashedNuGet));
        Wall.Stands(NodePackages, package => Unlocked(Beside(package, "package-lock.json"), UnhashedNpm));
    }

    [Fact]
    public void Packages_come_from_one_source()
    {
        var sources = XDocument.Load(PathOf("nuget.config")).Root!.Element("packageSources")!;
        sources.Elements().Select(element => element.Name.LocalName).ShouldBe(["clear", "add"]);
        Wall.Stands(NodePackages, package => Resolved(Beside(package, "package-lock.json"))
            .Where(address => !address.StartsWith("https://registry.npmjs.org/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_restore_asks_for_known_vulnerabilities()
    {
        var settings = XDocument.Load(PathOf("Directory.Build.props")).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value);
        settings["NuGetAudit"].ShouldBe(["true"]);
        settings["NuGetAuditMode"].ShouldBe(["all"]);
        settings["TreatWarningsAsErrors"].ShouldBe(["true"]);
        Wall.Stands(Projects.Append(PathOf("Directory.Build.props")).Append(PathOf("Directory.Build.targets")), Silenced);
    }

    [Fact]
    public void Every_morning_a_workflow_asks_for_those_of_all_libraries()
    {
        var workflow = File.ReadAllText(PathOf(".github/workflows/libraries.yml"));
        workflow.ShouldContain("cron: \"0 5 * * *\"");
        workflow.ShouldContain("dotnet restore");
        workflow.ShouldContain("npm audit");
    }

    [Fact]
    public void Goes_red_on_a_project_without_a_lock_file() =>
        Wall.GoesRed(["/nowhere/packages.lock.json"], lockFile => Unlocked(lockFile, UnhashedNuGet), "there is no /nowhere/packages.lock.json");

    [Fact]
    public void Goes_red_on_libraries_without_a_hash()
    {
        Wall.GoesRed(
            [JsonNode.Parse("""{"dependencies":{"net10.0":{"Anything":{"type":"Direct","resolved":"1.0.0"},"Own":{"type":"Project"}}}}""")!],
            UnhashedNuGet,
            "Anything");
        Wall.GoesRed([JsonNode.Parse("""{"packages":{"":{},"node_modules/anything":{"version":"1.0.0"}}}""")!], UnhashedNpm, "node_modules/anything");
    }

    private static IEnumerable<string> Unlocked(string lockFile, Func<JsonNode, IEnumerable<string>> unhashed) =>
        File.Exists(lockFile) ? unhashed(JsonNode.Parse(File.ReadAllText(lockFile))!) : [$"there is no {lockFile}"];

    private static IEnumerable<string> UnhashedNuGet(JsonNode lockFile) =>
        from framework in lockFile["dependencies"]!.AsObject()
        from library in framework.Value!.AsObject()
        where (string?)library.Value!["type"] != "Project" && library.Value["contentHash"] is null
        select library.Key;

    /// <remarks>What lies in the archive of another is covered by the other's hash.</remarks>
    private static IEnumerable<string> UnhashedNpm(JsonNode lockFile) =>
        from library in lockFile["packages"]!.AsObject()
        where library.Key.Length > 0 && library.Value!["integrity"] is null && library.Value["inBundle"] is null
        select library.Key;

    private static IEnumerable<string> Resolved(string lockFile) =>
        JsonNode.Parse(File.ReadAllText(lockFile))!["packages"]!.AsObject().Select(library => (string?)library.Value!["resolved"]).OfType<string>();

    private static IEnumerable<string> Silenced(string project) =>
        XDocument.Load(project).Descendants()
            .Where(element => element.Name.LocalName is "NoWarn" or "WarningsNotAsErrors" or "NuGetAuditSuppress")
            .Where(element => element.ToString().Contains("NU190", StringComparison.Ordinal) || element.Name.LocalName == "NuGetAuditSuppress")
            .Select(element => $"{project} silences {element}");

    private static string Beside(string file, string name) => Path.Combine(Path.GetDirectoryName(file)!, name);

    private static string PathOf(string file) => Path.Combine(Repository.Root, file);
}
