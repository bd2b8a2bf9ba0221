using System.Data;
using Marten.Exceptions;
using Marten.Services;
using Npgsql;

namespace Marten.Sessions;

/// <summary>
/// Borrows a connection for each call, unless the session holds one because its caller gave it one, or asked for the connection or
/// for a transaction.
/// </summary>
internal sealed class SessionConnection(NpgsqlDataSource source, SessionOptions? options = null) : IDisposable, IAsyncDisposable
{
    /// <summary>As often as the real library tries.</summary>
    public const int MostAttempts = 4;

    private NpgsqlConnection? held;

    public NpgsqlTransaction? Transaction { get; private set; }

    public bool IsHeld => held is not null;

    /// <summary>What is written goes over the connection that the caller gave.</summary>
    public bool IsGiven => options?.Connection is not null;

    public NpgsqlConnection Hold() => held ??= Open();

    public async Task BeginAsync(CancellationToken cancellation)
    {
        if (Transaction is not null) return;
        held ??= await OpenAsync(cancellation);
        Transaction = await held.BeginTransactionAsync(cancellation);
    }

    public async Task CommitAsync(CancellationToken cancellation)
    {
        await using var transaction = Transaction;
        Transaction = null;
        if (transaction is null) return;
        try
        {
            await transaction.CommitAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            throw MartenCommandException.From(e, "COMMIT");
        }
    }

    /// <summary>Disposing an unfinished transaction rolls it back, also on a broken connection.</summary>
    public async ValueTask RollbackAsync()
    {
        await using var transaction = Transaction;
        Transaction = null;
    }

    /// <summary>
    /// Runs a query, and runs it again when it failed for a reason that is gone with the failure: the connection was broken because its
    /// server is, or the plan was prepared before a column changed its type. A connection that the session holds may be in a transaction.
    /// </summary>
    public async Task<TResult> ReadAsync<TResult>(
        NpgsqlCommand command, Func<NpgsqlDataReader, Task<TResult>> read, CancellationToken cancellation)
    {
        var lease = await LeaseAsync(cancellation);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await using var reader = await lease.ExecuteAsync(command, cancellation);
                    return await read(reader);
                }
                catch (NpgsqlException e) when (lease.Owned && attempt < MostAttempts && IsRepeatable(e))
                {
                    if (lease.Connection.State == ConnectionState.Open) continue;
                    await lease.DisposeAsync();
                    lease = await LeaseAsync(cancellation);
                }
                catch (NpgsqlException e)
                {
                    throw MartenCommandException.From(e, command.CommandText);
                }
            }
        }
        finally
        {
            await lease.DisposeAsync();
        }
    }

    public async ValueTask<Lease> LeaseAsync(CancellationToken cancellation)
    {
        if (IsGiven)
            held ??= await OpenAsync(cancellation);
        return held is not null ? new Lease(held, Transaction, owned: false) : new Lease(await OpenAsync(cancellation), transaction: null, owned: true);
    }

    public void Dispose()
    {
        Transaction?.Dispose();
        if (Owns) held?.Dispose();
        Transaction = null;
        held = null;
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        if (held is not null && Owns) await held.DisposeAsync();
        held = null;
    }

    private bool Owns => options?.OwnsConnection ?? true;

    private static bool IsRepeatable(NpgsqlException exception) =>
        exception is { IsTransient: true, InnerException: not TimeoutException } or { SqlState: PostgresErrorCodes.FeatureNotSupported };

    private NpgsqlConnection Open()
    {
        if (options?.Connection is not { } given) return source.OpenConnection();
        if (options.OwnsConnection) given.Open();
        return given;
    }

    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            if (options?.Connection is not { } given) return await source.OpenConnectionAsync(cancellation);
            if (options.OwnsConnection) await given.OpenAsync(cancellation);
            return given;
        }
        catch (NpgsqlException e)
        {
            throw MartenCommandException.From(e, sql: null);
        }
    }

    public readonly struct Lease(NpgsqlConnection connection, NpgsqlTransaction? transaction, bool owned) : IAsyncDisposable
    {
        public NpgsqlConnection Connection => connection;

        public bool Owned => owned;

        public Task<NpgsqlDataReader> ExecuteAsync(NpgsqlCommand command, CancellationToken cancellation)
        {
            command.Connection = connection;
            command.Transaction = transaction;
            return command.ExecuteReaderAsync(cancellation);
        }

        public ValueTask DisposeAsync() => owned ? connection.DisposeAsync() : ValueTask.CompletedTask;
    }
}
