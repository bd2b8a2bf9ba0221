using JasperFx;

namespace Weasel.Core;

/// <summary>The statements that bring the database to the configured schema, and what they cannot bring about.</summary>
public class SchemaMigration
{
    private readonly List<string> statements = [];
    private readonly List<string> obstacles = [];

    internal SchemaMigration()
    {
    }

    /// <summary>In the order in which they are to be run; each is complete.</summary>
    internal IReadOnlyList<string> Statements => statements;

    /// <summary>The statements, and why more is needed.</summary>
    internal string Description => string.Join(Environment.NewLine, [.. statements, .. obstacles]);

    internal bool IsNeeded => statements.Count + obstacles.Count > 0;

    /// <summary>Writes the statements; nothing when there is nothing to do.</summary>
    /// <exception cref="SchemaMigrationException">The database differs in a way that they do not change.</exception>
    public void WriteAllUpdates(TextWriter writer, Migrator rules, AutoCreate autoCreate)
    {
        AssertPatchingIsValid(autoCreate);
        foreach (var statement in statements) writer.WriteLine(statement);
    }

    /// <exception cref="SchemaMigrationException">The database differs in a way that the statements do not change.</exception>
    public void AssertPatchingIsValid(AutoCreate autoCreate)
    {
        if (obstacles.Count > 0) throw new SchemaMigrationException(string.Join(Environment.NewLine, obstacles));
    }

    internal void Run(string statement) => statements.Add(statement);

    internal void Refuse(string sentence) => obstacles.Add(sentence);
}
