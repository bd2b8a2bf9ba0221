using JasperFx;
using Marten;
using Marten.Schema;
using Monolith.Tests.Integration.Fixture;
using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What a start changes in a database that is not as configured, and what it refuses to change.</summary>
public sealed class MartenMigrationSubstituteOnlyTests(Services services) : IAsyncLifetime
{
    /// <summary>Everything of the schema that a statement could have changed.</summary>
    private const string Fingerprint =
        """
        select concat_ws(' ', c.oid, c.relname, c.relfilenode, c.xmin, obj_description(c.oid)) from pg_class c
        join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'people' order by 1
        """;

    private readonly MartenDatabase database = new(services);

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_second_start_does_nothing()
    {
        Action<StoreOptions> all = o =>
        {
            o.Schema.For<Parcel>().Duplicate(x => x.State).Duplicate(x => x.DueAt, configure: i => i.Mask = "?, id, state")
                .Duplicate(x => x.Label, "varchar(9)")
                .Index(x => x.Destination!.City).Index(x => x.State).UniqueIndex("both", x => x.Id, x => x.Label)
                .Index(x => x.Label, i => (i.Name, i.Method, i.Mask) = ("label_trigrams", IndexMethod.gin, "? gin_trgm_ops"))
                .Index(x => x.Label, i => (i.Name, i.Method, i.Mask) = ("both_trigrams", IndexMethod.gin, "(?::text || ' ' || id::text) gin_trgm_ops"))
                .Index(x => x.Destination, i => (i.Method, i.Mask) = (IndexMethod.gin, "? jsonb_path_ops"));
            o.Storage.ExtendedSchemaObjects.Add(new Extension("pg_trgm"));
            o.Schema.For<Ticket>();
            o.Schema.For<Chapter>();
            o.Schema.For<Setting>();
        };
        await MigrateAsync(all);
        var before = await database.ColumnAsync(Fingerprint);
        before.ShouldNotBeEmpty();
        (await PlanAsync(all)).ShouldBe("");
        await MigrateAsync(all);
        (await database.ColumnAsync(Fingerprint)).ShouldBe(before);
    }

    [Fact]
    public async Task A_database_of_the_real_library_is_taken_as_it_is()
    {
        await database.ExecuteAsync(
            """
            create schema people;
            CREATE TABLE people.mt_doc_parcel (
                id uuid NOT NULL, data jsonb NOT NULL, mt_last_modified timestamp with time zone DEFAULT (transaction_timestamp()),
                mt_version uuid NOT NULL DEFAULT (md5(random()::text || clock_timestamp()::text)::uuid), mt_dotnet_type varchar NULL,
                label varchar NULL, due_at timestamp with time zone NULL, state integer NULL,
                CONSTRAINT pkey_mt_doc_parcel_id PRIMARY KEY (id));
            CREATE UNIQUE INDEX mt_doc_parcel_idx_label ON people.mt_doc_parcel USING btree (label);
            CREATE INDEX mt_doc_parcel_idx_due_at ON people.mt_doc_parcel USING btree (due_at);
            CREATE INDEX mt_doc_parcel_idx_destination_city ON people.mt_doc_parcel USING btree ((data -> 'Destination' ->> 'City'));
            CREATE UNIQUE INDEX mt_doc_parcel_uidx_id_state ON people.mt_doc_parcel USING btree (CAST(data ->> 'Id' as uuid), CAST(data ->> 'State' as integer));
            CREATE TABLE people.mt_doc_chapter (
                id uuid NOT NULL, data jsonb NOT NULL, mt_last_modified timestamp with time zone DEFAULT (transaction_timestamp()),
                mt_dotnet_type varchar NULL, mt_version integer NOT NULL DEFAULT 0, CONSTRAINT pkey_mt_doc_chapter_id PRIMARY KEY (id));
            """);
        (await PlanAsync(
            o =>
            {
                o.Schema.For<Parcel>().UniqueIndex(UniqueIndexType.DuplicatedField, x => x.Label).Duplicate(x => x.DueAt)
                    .Index(x => x.Destination!.City).UniqueIndex(x => x.Id, x => x.State);
                o.Schema.For<Chapter>();
            },
            bare: true)).ShouldBe("");
    }

    [Fact]
    public async Task A_duplicated_field_of_another_type_is_computed_anew()
    {
        await StoreParcelsAsync(o => o.Schema.For<Parcel>().Duplicate(x => x.State).Duplicate(x => x.Label));
        await MigrateAsync(o => o.Schema.For<Parcel>().Duplicate(x => x.State, "text").Duplicate(x => x.Label, "varchar(3)"), bare: true);
        (await database.ColumnAsync("select concat_ws(' ', label, state || '!') from people.mt_doc_parcel order by 1"))
            .ShouldBe(["abc 2!", "def 1!"]);
        (await database.ColumnAsync("select indexname from pg_indexes where tablename = 'mt_doc_parcel' order by 1"))
            .ShouldBe(["mt_doc_parcel_idx_label", "mt_doc_parcel_idx_state", "pkey_mt_doc_parcel_id"]);
    }

    [Fact]
    public async Task A_duplicated_field_with_another_name_in_the_json_is_computed_anew()
    {
        await StoreParcelsAsync(o => o.Schema.For<Parcel>().Duplicate(x => x.Label));
        await database.ExecuteAsync("update people.mt_doc_parcel set data = jsonb_build_object('label', upper(label)) || data");
        await MigrateAsync(
            o =>
            {
                o.UseSystemTextJsonForSerialization(casing: Casing.CamelCase);
                o.Schema.For<Parcel>().Duplicate(x => x.Label);
            },
            bare: true);
        (await database.ColumnAsync("select label from people.mt_doc_parcel order by 1")).ShouldBe(["ABCDEF", "DEFABC"]);
    }

    [Fact]
    public async Task A_column_without_a_known_source_or_with_somebodys_comment_is_left()
    {
        await StoreParcelsAsync(o => o.Schema.For<Parcel>().Duplicate(x => x.Label));
        await database.ExecuteAsync("comment on column people.mt_doc_parcel.label is 'for the labels'");
        (await PlanAsync(o => o.Schema.For<Parcel>().Duplicate(x => x.Label), bare: true)).ShouldBe("");
    }

    [Theory]
    [InlineData("create unique index mt_doc_parcel_idx_label on people.mt_doc_parcel (label)")]
    [InlineData("create index mt_doc_parcel_idx_label on people.mt_doc_parcel (id)")]
    [InlineData("create index mt_doc_parcel_idx_label on people.mt_doc_parcel ((data ->> 'label'))")]
    [InlineData("create index mt_doc_parcel_idx_label on people.mt_doc_parcel (label desc)")]
    [InlineData("create index mt_doc_parcel_idx_label on people.mt_doc_parcel (label) where label <> ''")]
    [InlineData("create index mt_doc_parcel_idx_label on people.mt_doc_parcel (label varchar_pattern_ops)")]
    [InlineData("create index mt_doc_parcel_idx_label on people.mt_doc_parcel using hash (label)")]
    public async Task An_index_that_is_defined_otherwise_is_rebuilt(string other)
    {
        Action<StoreOptions> wanted = o => o.Schema.For<Parcel>().Duplicate(x => x.Label);
        await MigrateAsync(wanted, bare: true);
        await database.ExecuteAsync($"drop index people.mt_doc_parcel_idx_label; {other}");
        await MigrateAsync(wanted, bare: true);
        (await database.ScalarAsync<string>("select indexdef from pg_indexes where indexname = 'mt_doc_parcel_idx_label'"))
            .ShouldBe("CREATE INDEX mt_doc_parcel_idx_label ON people.mt_doc_parcel USING btree (label)");
    }

    [Fact]
    public async Task An_index_whose_build_was_interrupted_is_rebuilt()
    {
        Action<StoreOptions> wanted = o => o.Schema.For<Parcel>().Duplicate(x => x.Label);
        await MigrateAsync(wanted, bare: true);
        await database.ExecuteAsync("update pg_index set indisvalid = false where indexrelid = 'people.mt_doc_parcel_idx_label'::regclass");
        await MigrateAsync(wanted, bare: true);
        (await database.ScalarAsync<bool>("select indisvalid from pg_index where indexrelid = 'people.mt_doc_parcel_idx_label'::regclass"))
            .ShouldBeTrue();
    }

    [Theory]
    [InlineData("alter table people.mt_doc_ticket alter data type text", "Column data of table people.mt_doc_ticket is text and must be jsonb")]
    [InlineData("alter table people.mt_doc_ticket alter id type bigint", "")]
    [InlineData("alter table people.mt_doc_ticket alter id type numeric", "Column id of table people.mt_doc_ticket is numeric and must be integer")]
    [InlineData("alter table people.mt_doc_ticket add owner text not null", "Column owner of table people.mt_doc_ticket is text NOT NULL without a default")]
    [InlineData("alter table people.mt_doc_ticket add owner text not null default 'me'", "")]
    [InlineData("alter table people.mt_doc_ticket drop constraint pkey_mt_doc_ticket_id", "The primary key of table people.mt_doc_ticket is ()")]
    [InlineData("alter table people.mt_doc_ticket rename to t; create view people.mt_doc_ticket as select * from people.t", "people.mt_doc_ticket is not a table")]
    public async Task What_would_lose_data_is_refused_in_one_sentence_and_nothing_is_changed(string change, string sentence)
    {
        await MigrateAsync(o => o.Schema.For<Ticket>(), bare: true);
        await database.ExecuteAsync(change);
        var before = await database.ColumnAsync(Fingerprint);
        Action<StoreOptions> wanted = o => o.Schema.For<Ticket>();
        if (sentence.Length == 0)
        {
            (await PlanAsync(wanted, bare: true)).ShouldBe("");
            return;
        }

        wanted += o => o.Schema.For<Setting>();
        var refusal = await Should.ThrowAsync<SchemaMigrationException>(MigrateAsync(wanted, bare: true));
        refusal.Message.ShouldStartWith(sentence);
        refusal.Message.ShouldEndWith(".");
        refusal.Message.ShouldNotContain(Environment.NewLine);
        await Should.ThrowAsync<SchemaMigrationException>(PlanAsync(wanted, bare: true));
        (await database.ColumnAsync(Fingerprint)).ShouldBe(before);
    }

    [Fact]
    public async Task A_version_of_another_kind_is_refused()
    {
        await MigrateAsync(o => o.Schema.For<Parcel>().UseNumericRevisions(true), bare: true);
        (await Should.ThrowAsync<SchemaMigrationException>(MigrateAsync(o => o.Schema.For<Parcel>(), bare: true)))
            .Message.ShouldContain("Column mt_version of table people.mt_doc_parcel is integer and must be uuid");
    }

    [Fact]
    public async Task A_unique_index_that_the_documents_contradict_is_refused_in_one_sentence_and_nothing_is_changed()
    {
        await StoreParcelsAsync(o => o.Schema.For<Parcel>());
        await database.ExecuteAsync("update people.mt_doc_parcel set data = jsonb_set(data, '{Label}', '\"same\"')");
        var refusal = await Should.ThrowAsync<SchemaMigrationException>(
            MigrateAsync(o => o.Schema.For<Parcel>().Duplicate(x => x.State).UniqueIndex(x => x.Label), bare: true));
        refusal.Message.ShouldContain("could not create unique index \"mt_doc_parcel_uidx_label\"");
        refusal.Message.ShouldNotContain(Environment.NewLine);
        (await database.ScalarAsync<long>("select count(*) from information_schema.columns where table_schema = 'people' and column_name = 'state'")).ShouldBe(0);
    }

    private async Task StoreParcelsAsync(Action<StoreOptions> configure)
    {
        await MigrateAsync(configure, bare: true);
        using var store = Bare(configure);
        await using var session = store.LightweightSession();
        session.Store(
            new Parcel(Guid.CreateVersion7(), "abcdef", null, Standing.Suspended, null),
            new Parcel(Guid.CreateVersion7(), "defabc", null, Standing.Active, null));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task MigrateAsync(Action<StoreOptions> configure, bool bare = false)
    {
        using var store = bare ? Bare(configure) : database.Store(configure);
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
    }

    private async Task<string> PlanAsync(Action<StoreOptions> configure, bool bare = false)
    {
        using var store = bare ? Bare(configure) : database.Store(configure);
        var sql = new StringWriter();
        (await store.Storage.CreateMigrationAsync()).WriteAllUpdates(sql, new PostgresqlMigrator(), AutoCreate.CreateOrUpdate);
        return sql.ToString();
    }

    /// <summary>A store of only what the test is about.</summary>
    private DocumentStore Bare(Action<StoreOptions> configure) => DocumentStore.For(o =>
    {
        o.Connection(database.DataSource);
        o.DatabaseSchemaName = "people";
        configure(o);
    });
}
