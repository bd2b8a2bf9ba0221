using System.Data;
using Npgsql;

namespace Marten.Services;

/// <summary>How a session is opened.</summary>
public sealed class SessionOptions
{
    private SessionOptions()
    {
    }

    public NpgsqlConnection? Connection { get; private init; }

    internal bool OwnsConnection { get; private init; }

    /// <summary>For a session that speaks over this connection: it opens and closes one that is closed, and leaves an open one as it is.</summary>
    public static SessionOptions ForConnection(NpgsqlConnection connection) =>
        new() { Connection = connection, OwnsConnection = connection.State == ConnectionState.Closed };
}
