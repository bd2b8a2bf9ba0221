using Marten;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Wolverine;

namespace Monolith.Tests.Node;

/// <summary>
/// Notes messages that two hold at once. The lock is the session's: the server frees it when the process that opened it is gone.
/// </summary>
public sealed class Watch(NpgsqlDataSource source, IDocumentStore store, IConfiguration configuration)
{
    private const string Holder =
        """
        select application_name from pg_locks join pg_stat_activity using (pid)
        where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint) = hashtextextended($1, 0)
            and pid <> pg_backend_pid() and database = (select oid from pg_database where datname = current_database())
        """;

    /// <summary>Holds the message until the turn is disposed.</summary>
    public async Task<Turn> EnterAsync(Envelope envelope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var message = $"{envelope.Id} at {envelope.Destination}";
        var connection = await source.OpenConnectionAsync(cancellation);
        var isAlone = await ScalarAsync<bool>(connection, "select pg_try_advisory_lock(hashtextextended($1, 0))", message, cancellation);
        if (!isAlone && await ScalarAsync<string>(connection, Holder, message, cancellation) is { } holder)
        {
            await using var session = store.LightweightSession();
            session.Insert(new Overlap(Guid.CreateVersion7(), message, holder, configuration["Node"]!));
            await session.SaveChangesAsync(cancellation);
        }

        return new Turn(connection);
    }

    private static async Task<T?> ScalarAsync<T>(NpgsqlConnection connection, string sql, string message, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = message } } };
        return (T?)await command.ExecuteScalarAsync(cancellation);
    }
}

public sealed class Turn(NpgsqlConnection connection) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        // A pooled connection would keep its locks until somebody else uses it.
        await using var command = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
        await command.ExecuteNonQueryAsync();
        await connection.DisposeAsync();
    }
}
