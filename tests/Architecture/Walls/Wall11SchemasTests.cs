using Mono.Cecil;
using Monolith.Tests.Architecture.Subjects;

namespace Monolith.Tests.Architecture.Walls;

/// <summary>The SQL of a module names no other module's schema.</summary>
public sealed class Wall11SchemasTests
{
    private static readonly string[] ExampleSchemas = ["stock"];

    [Fact]
    public void The_SQL_in_the_code_of_a_module_stays_in_its_schema() =>
        Wall.Stands(Repository.Modules.SelectMany(CodeOf), subject => ForeignSchemas(subject.Type, subject.Foreign));

    [Fact]
    public void The_SQL_that_stands_in_a_source_is_among_the_literals_that_the_rule_reads() =>
        Wall.Stands(Repository.Modules.Where(module => Repository.Files(module.Folder, "*.cs").Any(NamesATable)), Escaped);

    [Fact]
    public void Goes_red_on_a_module_whose_SQL_the_rule_does_not_see() =>
        Wall.GoesRed([BadExample.Module("Wall11/Stock")], Escaped, "the SQL of Stock escapes the rule");

    [Theory]
    [InlineData("JoinsAcross")]
    [InlineData("JoinsAcrossInPieces")]
    [InlineData("JoinsAcrossQuoted")]
    [InlineData("StoresElsewhere")]
    public void Goes_red_on_SQL_that_leaves_its_schema(string example) =>
        Wall.GoesRed(Example(example), type => ForeignSchemas(type, ExampleSchemas), "stock");

    [Fact]
    public void Permissions_and_aliases_are_no_SQL() =>
        Wall.Stands(Example("NamesAPermission"), type => ForeignSchemas(type, ExampleSchemas));

    private static IEnumerable<TypeDefinition> Example(string name) =>
        Code.TypesIn(typeof(Wall11SchemasTests).Assembly).Where(type => type.FullName == $"BadExamples.Wall11.{name}");

    private static bool NamesATable(string file) => File.ReadAllText(file).Contains(".mt_doc_", StringComparison.Ordinal);

    private static IEnumerable<(TypeDefinition Type, IReadOnlyList<string> Foreign)> CodeOf(ProductModule module)
    {
        IReadOnlyList<string> foreign = [.. Repository.Modules.Select(other => other.Key).Where(key => key != module.Key)];
        return module.Assemblies.SelectMany(Code.TypesIn).Select(type => (type, foreign));
    }

    private static IEnumerable<string> Escaped(ProductModule module) =>
        CodeOf(module).SelectMany(subject => Code.Literals(subject.Type)).Any(literal => SqlText.Names(literal, module.Key))
            ? []
            : [$"the SQL of {module} escapes the rule"];

    private static IEnumerable<string> ForeignSchemas(TypeDefinition type, IReadOnlyList<string> foreign) =>
        foreign.SelectMany(schema => Code.Literals(type).Where(literal => SqlText.Names(literal, schema))
            .Concat(SqlText.SchemasChosenBy(type).Where(chosen => chosen == schema))
            .Select(literal => $"{type} reaches into {schema}: {literal}"));
}
