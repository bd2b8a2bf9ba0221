using JasperFx;
using Marten.Schema;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What only the substitute promises: its inner side, and refusals where the real library differs.</summary>
public sealed class MartenSubstituteOnlyTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_revisions_in_one_save_find_their_documents()
    {
        using var store = database.Store();
        Citizen[] citizens = [Someone(), Someone(), Someone()];
        await using var session = store.LightweightSession();
        session.UpdateRevision(citizens[0], 10);
        session.QueueSqlCommand("select 42 as answer");
        session.UpdateRevision(citizens[1], 20);
        session.TryUpdateRevision(citizens[1], 3);
        session.Store(new Ticket { Id = 1 });
        session.UpdateRevision(citizens[2], 30);
        await session.SaveChangesAsync(Cancellation);
        citizens.Select(c => c.Version).ShouldBe([10, 20, 30]);
    }

    [Fact]
    public async Task An_index_on_a_point_in_time_asks_for_a_duplicated_field()
    {
        using var store = database.Store(o => o.Schema.For<Parcel>().Index(x => x.DueAt));
        await Should.ThrowAsync<InvalidOperationException>(store.Storage.ApplyAllConfiguredChangesToDatabaseAsync());
    }

    [Fact]
    public async Task Refuses_columns_that_are_not_rows_where_several_types_are_read()
    {
        using var store = database.Store();
        await using var session = store.QuerySession();
        await Should.ThrowAsync<InvalidOperationException>(session.AdvancedSql.QueryAsync<int, int>("select 1, 2", Cancellation));
    }

    [Fact]
    public async Task A_refused_save_leaves_the_revision_in_the_document_alone()
    {
        using var store = database.Store();
        var citizen = Someone();
        await using var session = store.LightweightSession();
        session.Insert(citizen);
        await session.SaveChangesAsync(Cancellation);
        session.UpdateRevision(citizen, 2);
        session.UpdateRevision(citizen, 2);
        await Should.ThrowAsync<ConcurrencyException>(session.SaveChangesAsync(Cancellation));
        citizen.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_by_postgres_is_of_the_operation_that_it_refused()
    {
        using var store = database.Store();
        var taken = new Ticket { Id = 900 };
        await using var session = store.LightweightSession();
        session.Insert(taken);
        await session.SaveChangesAsync(Cancellation);
        var citizen = Someone();
        session.Insert(new Ticket { Id = 901 });
        session.UpdateRevision(citizen, 1);
        session.QueueSqlCommand("select generate_series(1, 3)");
        session.UpdateRevision(citizen, 2);
        session.TryUpdateRevision(citizen, 2);
        session.Insert(taken);
        session.Insert(new Ticket { Id = 901 });
        (await Should.ThrowAsync<DocumentAlreadyExistsException>(session.SaveChangesAsync(Cancellation))).Id.ShouldBe(900);
    }

    [Fact]
    public async Task Reads_scalars_that_may_be_null()
    {
        using var store = database.Store();
        await using var session = store.QuerySession();
        (await session.AdvancedSql.QueryAsync<int?>("select null::int union all select 3 order by 1", Cancellation)).ShouldBe([3, null]);
    }

    [Fact]
    public async Task Tables_of_others_are_created_and_extended_with_the_documents()
    {
        TableColumn[] columns = [new("id", "uuid", "NOT NULL"), new("body", "bytea")];
        var table = new TableDefinition("engine", "rows", columns, "id");
        using (var store = database.Store(o => o.ExtraTables.Add(table)))
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var extended = table with
        {
            Columns = [.. columns, new("owner", "integer", "DEFAULT 0 NOT NULL")],
            Indexes = [new("idx_rows_owner", "create index idx_rows_owner on engine.rows (owner)")],
        };
        using (var store = database.Store(o => o.ExtraTables.Add(extended)))
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        (await database.ColumnAsync("select column_name from information_schema.columns where table_schema = 'engine' order by 1"))
            .ShouldBe(["body", "id", "owner"]);
        (await database.ColumnAsync("select indexname from pg_indexes where schemaname = 'engine' order by 1"))
            .ShouldBe(["idx_rows_owner", "pkey_rows_id"]);
    }

    [Fact]
    public async Task An_index_name_that_postgres_would_cut_is_refused()
    {
        using var store = database.Store(o => o.Schema.For<Parcel>()
            .UniqueIndex($"a_name_of_{new string('x', 60)}", x => x.Label));
        await Should.ThrowAsync<InvalidOperationException>(store.Storage.ApplyAllConfiguredChangesToDatabaseAsync());
    }

    [Theory]
    [InlineData(float.MaxValue)]
    [InlineData(float.Epsilon)]
    [InlineData(16777216f)]
    [InlineData(-0.1f)]
    public async Task A_duplicated_float_is_exact(float value)
    {
        using var store = database.Store(o => o.Schema.For<Reading>().DocumentAlias("reading").Duplicate(x => x.Value));
        await using var session = store.LightweightSession();
        session.Store(new Reading { Id = 1, Value = value });
        await session.SaveChangesAsync(Cancellation);
        (await session.AdvancedSql.QueryAsync<bool>("select value = (data ->> 'Value')::numeric from people.mt_doc_reading", Cancellation))
            .ShouldBe([true]);
    }

    private static Citizen Someone()
    {
        var id = Guid.CreateVersion7();
        return new(id, $"{id:N}@example.test", "Someone");
    }

    public sealed class Reading
    {
        public int Id { get; set; }

        public float Value { get; set; }
    }
}
