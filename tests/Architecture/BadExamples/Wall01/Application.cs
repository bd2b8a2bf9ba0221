using Npgsql;

namespace BadExamples.Wall01.Application;

internal static class HandlerThatOpensAConnection
{
    public static async Task Handle(string address, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync(cancellationToken);
    }
}
