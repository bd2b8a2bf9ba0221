using Marten.Queries;
using Npgsql;

namespace Marten.Operations;

/// <summary>A caller's own statement in the session's transaction.</summary>
internal sealed class SqlOperation(char placeholder, string sql, object?[] parameters) : IStorageOperation
{
    public NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand();
        command.CommandText = SqlText.Bind(sql, placeholder, parameters, command.Parameters);
        return command;
    }
}
