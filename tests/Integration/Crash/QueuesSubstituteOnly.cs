using Npgsql;

namespace Monolith.Tests.Integration.Crash;

/// <summary>What is still on its way, and what was put aside.</summary>
internal sealed class Queues(NpgsqlDataSource database)
{
    /// <summary>Longer than a node that is alive takes to find what it has lost sight of.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when every queue is empty.</summary>
    /// <exception cref="InvalidOperationException">They are not, after minutes.</exception>
    public async Task EmptyAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (await ScalarAsync<bool>("select exists (select from messaging.envelopes)"))
                await Task.Delay(BetweenLooks, limit.Token);
        }
        catch (OperationCanceledException tooLate)
        {
            throw new InvalidOperationException("Still in the queues: " + await ScalarAsync<string>(
                """
                select string_agg(format('%s: %s owned by %s, due %s, attempts %s', destination, n, owner, due_at, attempts), E'\n')
                from (select destination, owner, due_at, attempts, count(*) n from messaging.envelopes group by 1, 2, 3, 4 limit 20) left_over
                """), tooLate);
        }
    }

    /// <summary>What was put aside, with its reason.</summary>
    public async Task<string?> DeadLettersAsync() => await ScalarAsync<string?>(
        "select string_agg(format('%s %s: %s', message_type, destination, exception_detail), E'\\n') from messaging.dead_letters");

    private async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }
}
