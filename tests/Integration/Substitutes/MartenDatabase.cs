using Marten;
using Monolith.Tests.Integration.Fixture;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>A database of its own for one test class, and stores on it.</summary>
public sealed class MartenDatabase(Services services) : IAsyncLifetime
{
    public NpgsqlDataSource DataSource { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync() => DataSource = NpgsqlDataSource.Create(ConnectionString = await services.CreateDatabaseAsync());

    public ValueTask DisposeAsync() => DataSource.DisposeAsync();

    /// <summary>A store as the modules configure it, in the schema <c>people</c>.</summary>
    public DocumentStore Store(Action<StoreOptions>? configure = null) => DocumentStore.For(options =>
    {
        options.Connection(DataSource);
        options.DatabaseSchemaName = "people";
        options.Schema.For<Citizen>()
            .UseNumericRevisions(true)
            .Metadata(m => m.Revision.MapTo(x => x.Version))
            .UniqueIndex(Marten.Schema.UniqueIndexType.DuplicatedField, x => x.Email)
            .Index(x => x.DisplayName);
        options.Schema.For<Account>().UseOptimisticConcurrency(true).UniqueIndex(x => x.Login);
        configure?.Invoke(options);
    });

    public async Task<T?> ScalarAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (T?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async Task<string[]> ColumnAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) values.Add(reader.GetString(0));
        return [.. values];
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
