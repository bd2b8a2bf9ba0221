using Marten.Documents;
using Npgsql;

namespace Marten.Operations;

internal sealed class DeleteOperation<T>(DocumentStorage<T> storage, object id) : IStorageOperation
    where T : notnull
{
    public NpgsqlBatchCommand ToCommand() => new(storage.Sql.Delete) { Parameters = { DocumentStorage<T>.IdParameter(id) } };
}
