using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monolith.Shared.Infrastructure.Caching;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Shared.Infrastructure.Replica;

/// <summary>
/// A hot standby of PostgreSQL. Several times a second it is asked how far it is; as soon as it has replayed what the primary had written when
/// the question was begun, it has everything of before that moment, and may be asked about whatever was last written earlier.
/// </summary>
internal sealed partial class StreamingReplica(
    NpgsqlDataSource primary,
    [FromKeyedServices(ReplicaSetup.ConnectionStringName)] NpgsqlDataSource replica,
    ICacheGenerations generations,
    IOptions<ReplicaOptions> options,
    TimeProvider clock,
    ILogger<StreamingReplica> logger) : BackgroundService, IReadReplica
{
    private const ulong PageBytes = 8192;
    private const ulong LongestPageHeader = 40;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    // The replica has everything that was written before it; none until it has shown so.
    private long abreastOf = long.MinValue;

    public NpgsqlConnection? Connect(string tag)
    {
        var moment = Volatile.Read(ref abreastOf);
        return moment != long.MinValue && clock.GetElapsedTime(moment) < options.Value.MaxLag && generations.Current(tag).BegunAt < moment
            ? replica.CreateConnection()
            : null;
    }

    public void Avoid(Exception reason)
    {
        if (Interlocked.Exchange(ref abreastOf, long.MinValue) != long.MinValue)
            LogAvoided(reason.Message);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (NpgsqlException exception)
            {
                Avoid(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var moment = clock.GetTimestamp();
        var written = await PositionAsync(primary, "select pg_current_wal_insert_lsn()", cancellationToken);
        var replayed = await PositionAsync(replica, "select pg_last_wal_replay_lsn()", cancellationToken);
        if (!HasReached(replayed, written))
            return;
        if (Interlocked.Exchange(ref abreastOf, moment) == long.MinValue)
            LogAbreast();
    }

    /// <summary>Where nothing was written to a page yet, the primary is behind its header, and the replica before it.</summary>
    private static bool HasReached(ulong replayed, ulong written) =>
        replayed >= written || (replayed % PageBytes == 0 && written - replayed <= LongestPageHeader);

    private static async Task<ulong> PositionAsync(NpgsqlDataSource source, string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellationToken) is NpgsqlLogSequenceNumber position
            ? (ulong)position
            : throw new NpgsqlException("ConnectionStrings:PostgresReplica names a server that is no standby.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Heavy reads go to the replica")]
    private partial void LogAbreast();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Heavy reads go to the primary, until the replica answers: {Reason}")]
    private partial void LogAvoided(string reason);
}
