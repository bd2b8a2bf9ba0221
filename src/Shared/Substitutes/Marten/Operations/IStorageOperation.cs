using Npgsql;

namespace Marten.Operations;

/// <summary>
/// One statement of a save: built when the session saves, in the order in which it was queued. One that may refuse the save fails in
/// PostgreSQL (<see cref="Refusal"/>).
/// </summary>
internal interface IStorageOperation
{
    /// <summary>It neither reads nor changes a row of anybody else's, so that it waits for nobody's transaction.</summary>
    bool OnlyAdds => false;

    /// <summary>True when the first column of the statement's result is <see cref="Documents.DocumentSql.NewVersion"/>.</summary>
    bool ReturnsVersion => false;

    NpgsqlBatchCommand ToCommand();

    /// <summary>Several of its type are one statement, after all others of the save.</summary>
    bool IsCombined => false;

    /// <summary>As <see cref="IsCombined"/>, where nobody has to be told which of them was refused.</summary>
    bool IsCombinedWithOthers => IsCombined;

    /// <summary>The statements for this operation and others of its type.</summary>
    IEnumerable<NpgsqlBatchCommand> ToCommands(IReadOnlyList<IStorageOperation> alike) => alike.Select(operation => operation.ToCommand());

    void ReadVersion(NpgsqlDataReader reader)
    {
    }

    /// <summary>What the caller sees instead of PostgreSQL's refusal of this statement; null leaves it.</summary>
    Exception? Translate(PostgresException exception) => null;

    void Committed()
    {
    }
}
