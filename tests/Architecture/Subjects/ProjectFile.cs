using System.Reflection;
using System.Xml.Linq;

namespace Monolith.Tests.Architecture.Subjects;

/// <summary>A csproj as it is written; what the build infers on top is in <see cref="ReferenceGraph"/>.</summary>
internal sealed record ProjectFile(string Path)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Ring => System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(Path)!);

    public Assembly Assembly => Assembly.Load(Name);

    public IReadOnlyList<string> Includes(string item) =>
        [.. XDocument.Load(Path).Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>()];

    public override string ToString() => Name;
}
