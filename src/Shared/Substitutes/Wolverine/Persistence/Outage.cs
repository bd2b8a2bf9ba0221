using System.Net.Sockets;
using Npgsql;

namespace Wolverine.Persistence;

/// <summary>Tells a database that is away from one that refuses.</summary>
internal static class Outage
{
    public static bool Explains(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is PostgresException refusal)
                return IsGoneState(refusal.SqlState);
            if (e is NpgsqlException { InnerException: IOException or SocketException })
                return true;
        }

        return false;
    }

    /// <summary>Connection exceptions (class 08), too many connections, shutting down or starting up (57P01 to 57P03).</summary>
    private static bool IsGoneState(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state is "53300" or "57P01" or "57P02" or "57P03";
}
