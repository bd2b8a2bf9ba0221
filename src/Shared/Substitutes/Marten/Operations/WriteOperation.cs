using JasperFx;
using Marten.Documents;
using Marten.Exceptions;
using Marten.Sessions;
using Npgsql;
using NpgsqlTypes;

namespace Marten.Operations;

internal enum WriteMode
{
    Upsert,
    Insert,
    Update,

    /// <summary>Upsert of a given revision that must be greater than the stored one.</summary>
    Revision,

    /// <summary>As <see cref="Revision"/>, and nothing happens when it is not.</summary>
    TryRevision,
}

/// <summary>Exposes the documents of a save to listeners.</summary>
internal interface IDocumentWrite
{
    object Document { get; }

    bool IsInsert { get; }
}

internal sealed class WriteOperation<T>(DocumentStorage<T> storage, VersionTracker versions, T document, object id, WriteMode mode)
    : IStorageOperation, IDocumentWrite
    where T : notnull
{
    /// <summary>Powers of two up to here: few statements to prepare, and few to send for any number of rows.</summary>
    private const int MostRows = 32;

    private readonly Guid newVersion = Guid.CreateVersion7();
    private long? newRevision;

    /// <summary>For <see cref="WriteMode.Revision"/>: the revision to write.</summary>
    public long Revision { get; init; }

    /// <summary>For Guid versions: what the stored row must have; null when nobody told.</summary>
    public Guid? ExpectedVersion { get; init; }

    public object Document => document;

    public bool IsInsert => mode == WriteMode.Insert;

    public bool OnlyAdds => IsInsert;

    public bool IsCombinedWithOthers => IsInsert;

    public bool ReturnsVersion => storage.Versions == VersionKind.Revision && mode != WriteMode.Insert;

    private bool ComparesGuid => storage.Versions == VersionKind.Guid && mode != WriteMode.Insert;

    public NpgsqlBatchCommand ToCommand()
    {
        var sql = storage.Sql;
        var command = new NpgsqlBatchCommand(mode switch
        {
            WriteMode.Insert => sql.Insert,
            WriteMode.Update => sql.Update,
            WriteMode.Revision => sql.UpsertRevision,
            WriteMode.TryRevision => sql.TryUpsertRevision,
            _ => sql.Upsert,
        });
        AddParameters(command);
        return command;
    }

    public IEnumerable<NpgsqlBatchCommand> ToCommands(IReadOnlyList<IStorageOperation> alike)
    {
        for (var (written, rows) = (0, MostRows); written < alike.Count; written += rows)
        {
            while (rows > alike.Count - written) rows /= 2;
            var command = new NpgsqlBatchCommand(storage.Sql.InsertMany(rows));
            for (var i = 0; i < rows; i++) ((WriteOperation<T>)alike[written + i]).AddParameters(command);
            yield return command;
        }
    }

    private void AddParameters(NpgsqlBatchCommand command)
    {
        storage.AddParameters(command, document);
        if (mode is WriteMode.Revision or WriteMode.TryRevision) command.Parameters.Add(storage.RevisionParameter(Revision));
        if (storage.Versions != VersionKind.Revision) command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = newVersion });
        if (ComparesGuid) command.Parameters.Add(Expected());
    }

    public void ReadVersion(NpgsqlDataReader reader) =>
        newRevision = storage.Mapping.HasLongRevision ? reader.GetInt64(0) : reader.GetInt32(0);

    public Exception? Translate(PostgresException exception)
    {
        if (string.Equals(exception.SqlState, PostgresErrorCodes.UniqueViolation, StringComparison.Ordinal))
            return new DocumentAlreadyExistsException(exception, typeof(T), id);
        if (exception.SqlState is PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire)
            return MartenCommandException.From(exception, $"{typeof(T).Name} {id} contains the character NUL, which PostgreSQL cannot store.");
        if (!Refusal.Is(exception)) return null;
        return storage.Versions == VersionKind.Informational
            ? new NonExistentDocumentException(typeof(T), id)
            : new ConcurrencyException(typeof(T), id);
    }

    public void Committed()
    {
        switch (storage.Versions)
        {
            case VersionKind.Revision when mode == WriteMode.Insert:
                storage.SetRevision(document, 1);
                break;
            case VersionKind.Revision when newRevision is { } revision:
                storage.SetRevision(document, revision);
                break;
            case VersionKind.Guid:
                versions.Remember(typeof(T), id, newVersion);
                storage.SetVersion(document, newVersion);
                break;
        }
    }

    private NpgsqlParameter Expected()
    {
        var expected = ExpectedVersion ?? versions.Find(typeof(T), id);
        return new NpgsqlParameter { Value = expected is { } version ? version : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
    }
}
