using Npgsql;

namespace Marten.Operations;

/// <summary>One statement of a save: built when the session saves, in the order in which it was queued.</summary>
internal interface IStorageOperation
{
    /// <summary>True when <see cref="Verify"/> may refuse the save: the transaction then commits only after it was asked.</summary>
    bool IsConditional => false;

    /// <summary>True when the statement returns one column named <see cref="Documents.DocumentSql.NewVersion"/>.</summary>
    bool ReturnsVersion => false;

    NpgsqlBatchCommand ToCommand();

    void ReadVersion(NpgsqlDataReader reader)
    {
    }

    /// <summary>An exception rolls everything back and reaches the caller of SaveChangesAsync.</summary>
    Exception? Verify(ulong rowsAffected) => null;

    /// <summary>What the caller sees instead of PostgreSQL's refusal of this statement; null leaves it.</summary>
    Exception? Translate(PostgresException exception) => null;

    void Committed()
    {
    }
}
