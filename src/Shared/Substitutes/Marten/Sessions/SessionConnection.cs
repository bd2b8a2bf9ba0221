using Marten.Exceptions;
using Npgsql;

namespace Marten.Sessions;

/// <summary>
/// Borrows a connection for each call, unless the session holds one because its caller asked for the connection or
/// for a transaction.
/// </summary>
internal sealed class SessionConnection(NpgsqlDataSource source) : IDisposable, IAsyncDisposable
{
    private NpgsqlConnection? held;

    public NpgsqlTransaction? Transaction { get; private set; }

    public NpgsqlConnection Hold() => held ??= source.OpenConnection();

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
        if (transaction is not null) await transaction.CommitAsync(cancellation);
    }

    /// <summary>Disposing an unfinished transaction rolls it back, also on a broken connection.</summary>
    public async ValueTask RollbackAsync()
    {
        await using var transaction = Transaction;
        Transaction = null;
    }

    public async ValueTask<Lease> LeaseAsync(CancellationToken cancellation) =>
        held is not null ? new Lease(held, owned: false) : new Lease(await OpenAsync(cancellation), owned: true);

    public void Dispose()
    {
        Transaction?.Dispose();
        held?.Dispose();
        Transaction = null;
        held = null;
    }

    public async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        if (held is not null) await held.DisposeAsync();
        held = null;
    }

    private async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            throw new MartenCommandException(sql: null, e);
        }
    }

    public readonly struct Lease(NpgsqlConnection connection, bool owned) : IAsyncDisposable
    {
        public NpgsqlConnection Connection => connection;

        public ValueTask DisposeAsync() => owned ? connection.DisposeAsync() : ValueTask.CompletedTask;
    }
}
