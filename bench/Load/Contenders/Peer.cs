using System.Globalization;
using Npgsql;

namespace Monolith.Bench.Load.Contenders;

/// <summary>What people would use instead: Express and Prisma, a process for each core.</summary>
internal sealed class Peer(Servers servers, Trial trial) : Rival("peer", "bench/peer-node/prisma/schema.sql", servers, trial)
{
    private const int FirstRedisDatabase = 8;

    public override string Entry => "dist/main.js";

    protected override string Runtime => "node";

    public override string? Queue => "outbox";

    public override async Task<long> CountRegistrationsAsync(int turn, CancellationToken cancellationToken)
    {
        await EmptyQueuesAsync(cancellationToken);
        var accounts = await base.CountRegistrationsAsync(turn, cancellationToken);
        var people = await base.CountInvitationsAsync(turn, cancellationToken);
        return accounts == people ? accounts : throw new BenchException($"peer has {accounts} accounts but {people} people after a turn.");
    }

    public override Task<long> CountInvitationsAsync(int turn, CancellationToken cancellationToken) => CountRegistrationsAsync(turn, cancellationToken);

    protected override IEnumerable<(string Name, string Value)> Settings(string connectionString, int port)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        var redis = FirstRedisDatabase + Trial.Number;
        return
        [
            ("NODE_ENV", "production"),
            ("HOST", "127.0.0.1"),
            ("PORT", Text(port)),
            ("DATABASE_URL", $"postgresql://{database.Username}@{database.Host}:{Text(database.Port)}/{database.Database}"),
            ("REDIS_URL", $"redis://{Servers.Redis}/{Text(redis)}"),
            ("CACHE", Trial.IsCached ? "true" : "false"),
            ("JWT_SECRET", Convert.ToBase64String(new byte[32])),
            ("SMTP_URL", $"smtp://127.0.0.1:{Text(Servers.Mail.Port)}"),
            ("BCRYPT_COST", Text(Trial.BcryptCost)),
            ("RATE_LIMIT_PERMITS", "1000000000"),
            ("WORKERS", Text(Environment.ProcessorCount)),
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
