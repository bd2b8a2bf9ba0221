using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using NpgsqlTypes;
using Wolverine;

namespace Monolith.Bench.Engines;

/// <summary>A durable queue from the publishing to the end of the handling, and two commits a message by the driver alone.</summary>
internal sealed class QueueRun(IHost host, NpgsqlDataSource database)
{
    private const int Publishers = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Takes turns with the driver; medians of the rounds.</summary>
    public static async Task<QueueResults> MeasureAsync(bool isQuick)
    {
        await using var database = EngineHost.Connect();
        using var host = await EngineHost.StartAsync(database);
        var run = new QueueRun(host, database);
        var (rounds, messages) = isQuick ? (3, 10_000) : (7, 40_000);
        await run.SaturateAsync(messages / 4);
        await run.TwoCommitsAsync(messages / 4);
        List<(double Rate, double P99)> product = [];
        List<double> limit = [];
        for (var i = 0; i < rounds; i++)
        {
            product.Add(await run.SaturateAsync(messages));
            limit.Add(await run.TwoCommitsAsync(messages / 4));
        }

        var p99 = await run.P99AtAsync(perSecond: 1_000, seconds: isQuick ? 5 : 20);
        await host.StopAsync();
        return new(InTurn.Median(product.Select(round => round.Rate)), InTurn.Median(product.Select(round => round.P99)), p99, InTurn.Median(limit));
    }

    /// <summary>Messages a second that are published by eight tasks and handled, and milliseconds from one to the other.</summary>
    public async Task<(double Rate, double P99)> SaturateAsync(int messages)
    {
        var meeting = NoticeHandler.Meeting = new Meeting(messages);
        var began = Stopwatch.GetTimestamp();
        await InParallelAsync(messages, async bus => await bus.PublishAsync(new Notice(Stopwatch.GetTimestamp())));
        await meeting.Complete.WaitAsync(Patience);
        return (messages / Stopwatch.GetElapsedTime(began).TotalSeconds, meeting.Percentile(0.99));
    }

    /// <summary>Milliseconds from publishing to handling at a steady rate, whatever the earlier messages do.</summary>
    public async Task<double> P99AtAsync(int perSecond, int seconds)
    {
        var meeting = NoticeHandler.Meeting = new Meeting(perSecond * seconds);
        List<Task> published = [];
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var began = Stopwatch.GetTimestamp();
        while (published.Count < perSecond * seconds && await beat.WaitForNextTickAsync())
        {
            var due = Math.Min(perSecond * seconds, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond));
            while (published.Count < due)
                published.Add(PublishAsync());
        }

        await Task.WhenAll(published);
        await meeting.Complete.WaitAsync(Patience);
        return meeting.Percentile(0.99);
    }

    /// <summary>A second's worth of rows that eight tasks insert and delete again, each in its own transaction.</summary>
    public async Task<double> TwoCommitsAsync(int messages)
    {
        await using (var create = database.CreateCommand("create table if not exists bench.inbox (id uuid primary key, body bytea not null)"))
            await create.ExecuteNonQueryAsync();

        var began = Stopwatch.GetTimestamp();
        await InParallelAsync(messages, async _ =>
        {
            var id = Guid.CreateVersion7();
            await using (var insert = database.CreateCommand("insert into bench.inbox (id, body) values ($1, $2)"))
            {
                insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
                insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = new byte[40], NpgsqlDbType = NpgsqlDbType.Bytea });
                await insert.ExecuteNonQueryAsync();
            }

            await using var delete = database.CreateCommand("delete from bench.inbox where id = $1");
            delete.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            await delete.ExecuteNonQueryAsync();
        });
        return messages / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static Task WhenAllAsync(Func<int, Task> work) => Task.WhenAll(Enumerable.Range(0, Publishers).Select(number => Task.Run(() => work(number))));

    private Task InParallelAsync(int times, Func<IMessageBus, Task> step) => WhenAllAsync(async number =>
    {
        await using var scope = host.Services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        for (var i = number; i < times; i += Publishers)
            await step(bus);
    });

    private async Task PublishAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(new Notice(Stopwatch.GetTimestamp()));
    }
}
