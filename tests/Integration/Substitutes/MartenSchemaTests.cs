using JasperFx;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Tests.Integration.Fixture;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Monolith.Tests.Integration.Substitutes;

public sealed class MartenSchemaTests(Services services)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Creates_martens_layout()
    {
        await using var database = await NewDatabaseAsync();
        using var store = database.Store(o => o.Schema.For<Citizen>().DatabaseSchemaName("directory"));
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();

        (await database.ColumnAsync(Columns("mt_doc_citizen"))).ShouldBe(
            ["data jsonb NO", "email character varying YES", "id uuid NO", "mt_dotnet_type character varying YES",
             "mt_last_modified timestamp with time zone YES", "mt_version bigint NO"]);
        (await database.ColumnAsync(Columns("mt_doc_account"))).ShouldContain("mt_version uuid NO");
        (await database.ColumnAsync("select indexdef from pg_indexes where schemaname = 'directory' order by indexname")).ShouldBe(
            ["CREATE INDEX mt_doc_citizen_idx_display_name ON directory.mt_doc_citizen USING btree (((data ->> 'DisplayName'::text)))",
             "CREATE UNIQUE INDEX mt_doc_citizen_idx_email ON directory.mt_doc_citizen USING btree (email)",
             "CREATE UNIQUE INDEX pkey_mt_doc_citizen_id ON directory.mt_doc_citizen USING btree (id)"]);
    }

    [Fact]
    public async Task Many_nodes_may_create_the_schema_at_once()
    {
        await using var database = await NewDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var store = database.Store(o => o.Schema.For<Setting>());
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        }));
        (await database.ScalarAsync<long>("select count(*) from pg_tables where schemaname = 'people'")).ShouldBe(3);
    }

    [Fact]
    public async Task Many_sessions_may_create_a_table_on_first_use_at_once()
    {
        await using var database = await NewDatabaseAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            using var store = database.Store();
            await using var session = store.LightweightSession();
            session.Store(new Ticket { Id = i + 1 });
            await session.SaveChangesAsync(Cancellation);
        }));
        (await database.ScalarAsync<long>("select count(*) from people.mt_doc_ticket")).ShouldBe(6);
    }

    [Fact]
    public async Task A_new_duplicated_field_is_filled_from_the_documents()
    {
        await using var database = await NewDatabaseAsync();
        var due = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        using (var before = database.Store())
        {
            await using var session = before.LightweightSession();
            session.Store(new Parcel(Guid.CreateVersion7(), "old", new Place("Bern", "CH"), Standing.Suspended, due));
            await session.SaveChangesAsync(Cancellation);
        }

        using var after = database.Store(o => o.Schema.For<Parcel>()
            .Duplicate(x => x.State).Duplicate(x => x.DueAt).Duplicate(x => x.Destination!.City));
        await after.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var filled = "select concat_ws(',', state, extract(epoch from due_at)::bigint, destination_city) from people.mt_doc_parcel";
        (await database.ColumnAsync(filled)).ShouldBe([$"2,{due.ToUnixTimeSeconds()},Bern"]);
        (await database.ColumnAsync("select indexname from pg_indexes where tablename = 'mt_doc_parcel' order by 1")).ShouldBe(
            ["mt_doc_parcel_idx_destination_city", "mt_doc_parcel_idx_due_at", "mt_doc_parcel_idx_state", "pkey_mt_doc_parcel_id"]);
        await after.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
    }

    [Fact]
    public async Task An_extension_is_made_before_the_index_that_needs_it()
    {
        await using var database = await NewDatabaseAsync();
        using var store = database.Store(o =>
        {
            o.Storage.ExtendedSchemaObjects.Add(new Extension("pg_trgm"));
            o.Schema.For<Citizen>().DatabaseSchemaName("directory")
                .Duplicate(x => x.DisplayName)
                .Index(x => x.DisplayName, i => (i.Name, i.Method, i.Mask) = ("names", IndexMethod.gin, "? gin_trgm_ops"))
                .Index(x => x.Roles, i => (i.Method, i.Mask) = (IndexMethod.gin, "? jsonb_path_ops"));
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        (await database.ColumnAsync("select indexdef from pg_indexes where schemaname = 'directory' and indexdef ~ 'gin' order by indexname")).ShouldBe(
            ["CREATE INDEX mt_doc_citizen_idx_roles ON directory.mt_doc_citizen USING gin (((data -> 'Roles'::text)) jsonb_path_ops)",
             "CREATE INDEX mt_names ON directory.mt_doc_citizen USING gin (display_name gin_trgm_ops)"]);
    }

    [Fact]
    public async Task Names_are_kept_in_lower_case_and_found_again()
    {
        await using var database = await NewDatabaseAsync();
        using var store = database.Store(o => o.Schema.For<Parcel>()
            .DatabaseSchemaName("Mixed").DocumentAlias("Post").UniqueIndex("By_Label", x => x.Label).Index(x => x.Destination!.City));
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        (await database.ColumnAsync("select indexname from pg_indexes where schemaname = 'mixed' and tablename = 'mt_doc_post' order by 1"))
            .ShouldBe(["mt_by_label", "mt_doc_post_idx_destination_city", "pkey_mt_doc_post_id"]);
    }

    [Fact]
    public async Task An_integer_revision_grows_into_a_long_one()
    {
        await using var database = await NewDatabaseAsync();
        var unmapped = new StoreOptions { DatabaseSchemaName = "people" };
        unmapped.Connection(database.DataSource);
        unmapped.Schema.For<Citizen>().UseNumericRevisions(true);
        using (var before = new DocumentStore(unmapped))
            await before.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        (await database.ColumnAsync(Columns("mt_doc_citizen"))).ShouldContain("mt_version integer NO");
        using var after = database.Store();
        await after.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        (await database.ColumnAsync(Columns("mt_doc_citizen"))).ShouldContain("mt_version bigint NO");
    }

    [Fact]
    public async Task Creates_nothing_on_use_when_told_so()
    {
        await using var database = await NewDatabaseAsync();
        using var store = database.Store(o => o.AutoCreateSchemaObjects = AutoCreate.None);
        await using var session = store.QuerySession();
        await Should.ThrowAsync<Marten.Exceptions.MartenCommandException>(session.LoadAsync<Ticket>(1, Cancellation));
    }

    [Fact]
    public async Task The_container_builds_one_store_from_all_configurations_and_migrates_first()
    {
        await using var database = await NewDatabaseAsync();
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(database.DataSource);
        builder.Services.AddMarten(o => o.DatabaseSchemaName = "host")
            .UseLightweightSessions()
            .UseNpgsqlDataSource()
            .ApplyAllDatabaseChangesOnStartup();
        builder.Services.ConfigureMarten(o => o.Schema.For<Setting>().DatabaseSchemaName("module"));
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        var tables = "select schemaname || '.' || tablename from pg_tables where schemaname in ('host', 'module') order by 1";
        (await database.ColumnAsync(tables)).ShouldBe(["module.mt_doc_setting"]);

        await using var scope = host.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        session.ShouldBeSameAs(scope.ServiceProvider.GetRequiredService<IDocumentSession>());
        session.Store(new Setting { Id = "a" });
        await session.SaveChangesAsync(Cancellation);
        (await scope.ServiceProvider.GetRequiredService<IQuerySession>().CheckExistsAsync<Setting>("a", Cancellation)).ShouldBeTrue();
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public void A_store_without_a_database_says_so() => Should.Throw<InvalidOperationException>(() => DocumentStore.For(_ => { }));

    private static string Columns(string table) =>
        $"""
        select concat_ws(' ', column_name, data_type, is_nullable)
        from information_schema.columns where table_name = '{table}' order by column_name
        """;

    private async Task<MartenDatabase> NewDatabaseAsync()
    {
        var database = new MartenDatabase(services);
        await database.InitializeAsync();
        return database;
    }
}
