using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Monolith.Bench.Engines;

/// <summary>The document store beside the driver that runs the same SQL and reads and writes the same JSON.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class DocumentBenchmarks
{
    private const int People = 10_000;
    private const string InsertSql =
        "insert into bench.mt_doc_person as d (id, data, mt_dotnet_type, email, mt_version) values ($1, $2, $3, $4, $5)";

    private readonly Person[] _people = [.. Enumerable.Range(0, People).Select(Person.Number)];
    private NpgsqlDataSource _database = null!;
    private DocumentStore _store = null!;
    private int _next;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _database = EngineHost.Connect();
        _store = DocumentStore.For(options =>
        {
            options.Connection(_database);
            options.Schema.For<Person>().DatabaseSchemaName("bench").Duplicate(person => person.Email);
        });
        await _store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await using var clear = _database.CreateCommand("truncate bench.mt_doc_person");
        await clear.ExecuteNonQueryAsync();
        await using var session = _store.LightweightSession();
        session.Insert<Person>(_people);
        await session.SaveChangesAsync();
    }

    [Benchmark(Baseline = true, Description = "Npgsql"), BenchmarkCategory("load by id")]
    public async Task<Person?> LoadRaw()
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("select d.data from bench.mt_doc_person as d where d.id = $1", connection)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = Somebody().Id } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? JsonSerializer.Deserialize<Person>(reader.GetFieldValue<byte[]>(0)) : null;
    }

    [Benchmark(Description = "session"), BenchmarkCategory("load by id")]
    public async Task<Person?> Load()
    {
        await using var session = _store.QuerySession();
        return await session.LoadAsync<Person>(Somebody().Id);
    }

    [Benchmark(Baseline = true, Description = "Npgsql"), BenchmarkCategory("query by an indexed field")]
    public async Task<IReadOnlyList<Person>> QueryRaw()
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "select d.data from bench.mt_doc_person as d where d.email >= $1 order by d.email limit 20", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = Somebody().Email } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        List<Person> found = [];
        while (await reader.ReadAsync())
            found.Add(JsonSerializer.Deserialize<Person>(reader.GetFieldValue<byte[]>(0))!);
        return found;
    }

    [Benchmark(Description = "session"), BenchmarkCategory("query by an indexed field")]
    public async Task<IReadOnlyList<Person>> Query()
    {
        await using var session = _store.QuerySession();
        return await session.QueryAsync<Person>("where d.email >= ? order by d.email limit 20", CancellationToken.None, Somebody().Email);
    }

    [Benchmark(Baseline = true, Description = "Npgsql"), BenchmarkCategory("insert")]
    public async Task InsertRaw()
    {
        var person = Newcomer();
        await using var connection = await _database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(InsertSql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = person.Id },
                new NpgsqlParameter<byte[]> { TypedValue = JsonSerializer.SerializeToUtf8Bytes(person), NpgsqlDbType = NpgsqlDbType.Jsonb },
                new NpgsqlParameter<string> { TypedValue = "Monolith.Bench.Engines.Person", NpgsqlDbType = NpgsqlDbType.Varchar },
                new NpgsqlParameter<string> { TypedValue = person.Email, NpgsqlDbType = NpgsqlDbType.Varchar },
                new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() },
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    [Benchmark(Description = "session"), BenchmarkCategory("insert")]
    public async Task Insert()
    {
        await using var session = _store.LightweightSession();
        session.Insert(Newcomer());
        await session.SaveChangesAsync();
    }

    /// <summary>Each operation of the session and of the driver in turn.</summary>
    public static async Task<IReadOnlyList<DocumentResults>> MeasureAsync(bool isQuick)
    {
        var (rounds, turn) = (isQuick ? 30 : 150, TimeSpan.FromMilliseconds(100));
        var run = new DocumentBenchmarks();
        await run.SetupAsync();
        var insert = await InTurn.MeasureAsync(run.Insert, run.InsertRaw, rounds, turn);
        var load = await InTurn.MeasureAsync(run.Load, run.LoadRaw, rounds, turn);
        var query = await InTurn.MeasureAsync(run.Query, run.QueryRaw, rounds, turn);
        await run.CleanupAsync();
        return
        [
            new("insert", insert.Product, insert.Limit, Bar: 0.9),
            new("load by id", load.Product, load.Limit, Bar: 0.9),
            new("query 20 by an indexed field", query.Product, query.Limit, Bar: null),
        ];
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        _store.Dispose();
        await _database.DisposeAsync();
    }

    private Person Somebody() => _people[_next++ % People];

    private Person Newcomer() => Person.Number(People + _next++);
}

/// <param name="Product">Operations a second of the session, one task.</param>
/// <param name="Limit">Operations a second of the driver with the same SQL.</param>
/// <param name="Bar">The least ratio of the two; null where none is set.</param>
public sealed record DocumentResults(string Name, double Product, double Limit, double? Bar);
