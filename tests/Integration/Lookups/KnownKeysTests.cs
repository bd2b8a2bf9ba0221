using Marten;
using Marten.Exceptions;
using Monolith.Shared.Infrastructure.Lookups;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Lookups;

/// <summary>Who asks at the same time whether something is stored is answered by one reading, and by one that began afterwards.</summary>
public sealed class KnownKeysTests(Services services) : IAsyncLifetime
{
    private const string Waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private NpgsqlDataSource _database = null!;
    private DocumentStore _store = null!;
    private Words _words = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = NpgsqlDataSource.Create(await services.CreateDatabaseAsync());
        await ExecuteAsync("create table words (word text primary key); create sequence readings");
        _store = DocumentStore.For(options => options.Connection(_database));
        _words = new(_store);
    }

    public async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Finds_what_is_stored_and_nothing_else()
    {
        await ExecuteAsync("insert into words values ('known'), ('Known too')");
        var answers = await Task.WhenAll(new[] { "known", "unknown", "known", "Known too", "known too" }.Select(AskAsync));
        answers.ShouldBe([true, false, true, true, false]);
    }

    [Fact]
    public async Task One_reading_answers_all_who_asked_while_another_was_under_way()
    {
        Task<bool>[] others;
        Task<bool> first;
        await using (var held = await HoldAsync())
        {
            first = AskAsync("first");
            await IsWaitedForAsync();
            others = [.. Enumerable.Range(0, 80).Select(number => AskAsync($"word {number}"))];
            await held.InsertAsync("word 7");
        }

        (await first).ShouldBeFalse();
        (await Task.WhenAll(others)).Index().Where(answer => answer.Item).Select(answer => answer.Index).ShouldBe([7]);
        (await ScalarAsync("select last_value from readings")).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_committed_before_the_question_is_found()
    {
        for (var number = 0; number < 200; number++)
        {
            var asking = Enumerable.Range(0, 5).Select(other => AskAsync($"other {other}")).ToArray();
            await ExecuteAsync($"insert into words values ('new {number}')");
            (await AskAsync($"new {number}")).ShouldBeTrue();
            await Task.WhenAll(asking);
        }
    }

    [Fact]
    public async Task A_failed_reading_fails_those_who_asked_and_nobody_later()
    {
        await ExecuteAsync("alter table words rename to gone");
        foreach (var asked in new[] { AskAsync("one"), AskAsync("two") })
            await Should.ThrowAsync<MartenCommandException>(asked);
        await ExecuteAsync("alter table gone rename to words; insert into words values ('one')");
        (await AskAsync("one")).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_others_their_answer()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<bool> stays;
        await using (await HoldAsync())
        {
            var first = AskAsync("first");
            await IsWaitedForAsync();
            var leaves = _words.ContainAsync("leaves", patience.Token);
            stays = AskAsync("stays");
            await patience.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(leaves);
            first.IsCompleted.ShouldBeFalse();
        }

        (await stays).ShouldBeFalse();
    }

    private Task<bool> AskAsync(string word) => _words.ContainAsync(word, Cancellation);

    private async Task IsWaitedForAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (await ScalarAsync(Waiting) != 1)
            await Task.Delay(20, limit.Token);
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Until it is disposed nobody can read words.</summary>
    private async Task<Held> HoldAsync()
    {
        var connection = await _database.OpenConnectionAsync(Cancellation);
        var held = new Held(connection);
        await held.ExecuteAsync("begin; lock table words in access exclusive mode");
        return held;
    }

    private sealed class Held(NpgsqlConnection connection) : IAsyncDisposable
    {
        public Task InsertAsync(string word) => ExecuteAsync($"insert into words values ('{word}')");

        public async Task ExecuteAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        public async ValueTask DisposeAsync()
        {
            await ExecuteAsync("commit");
            await connection.DisposeAsync();
        }
    }

    /// <summary>Each reading counts itself.</summary>
    private sealed class Words(IDocumentStore store)
        : KnownKeys(store, "select coalesce(word, 'nothing') from nextval('readings') left join words on word = any(?)");
}
