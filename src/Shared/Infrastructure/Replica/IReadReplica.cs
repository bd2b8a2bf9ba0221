using Npgsql;

namespace Monolith.Shared.Infrastructure.Replica;

/// <summary>A copy of the database for what is heavy to read, and is read without changing it.</summary>
public interface IReadReplica
{
    /// <summary>
    /// A closed connection to the replica, when it has everything with the tag that was written until now, as far as this node has heard; else
    /// null, and the primary has to be asked.
    /// </summary>
    NpgsqlConnection? Connect(string tag);

    /// <summary>The replica has failed; it is asked again once it has shown that it answers.</summary>
    void Avoid(Exception reason);
}

/// <summary>There is none.</summary>
internal sealed class NoReplica : IReadReplica
{
    public NpgsqlConnection? Connect(string tag) => null;

    public void Avoid(Exception reason) => throw new InvalidOperationException("Nobody can have asked it.", reason);
}
