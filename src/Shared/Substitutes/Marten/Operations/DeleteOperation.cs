using Marten.Documents;
using Npgsql;

namespace Marten.Operations;

internal sealed class DeleteOperation(DocumentStorage storage, NpgsqlParameter id) : IStorageOperation
{
    public NpgsqlBatchCommand ToCommand() => new(storage.Sql.Delete) { Parameters = { id.Clone() } };
}
