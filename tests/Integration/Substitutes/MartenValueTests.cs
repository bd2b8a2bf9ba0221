using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FsCheck;
using FsCheck.Fluent;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

/// <summary>What .NET can put into a document comes back equal, or is refused before anything is written.</summary>
public sealed class MartenValueTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_value_comes_back_equal()
    {
        using var store = database.Store();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(30),
            Prop.ForAll(MartenValues.Everything().ToArbitrary(), everything => ComesBackAsync(store, everything).GetAwaiter().GetResult()));
    }

    [Fact]
    public void Every_text_is_an_id()
    {
        using var store = database.Store();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(100).WithEndSize(30),
            Prop.ForAll(MartenValues.Texts.Where(t => t.Length > 0).ToArbitrary(), id => IsIdAsync(store, id).GetAwaiter().GetResult()));
    }

    [Fact]
    public void Every_duplicated_column_says_what_the_json_says()
    {
        using var store = database.Store(o => o.Schema.For<Sample>()
            .Duplicate(x => x.Text).Duplicate(x => x.Flag).Duplicate(x => x.Small).Duplicate(x => x.Number).Duplicate(x => x.Large)
            .Duplicate(x => x.Exact).Duplicate(x => x.Approximate).Duplicate(x => x.Other).Duplicate(x => x.At).Duplicate(x => x.Clock)
            .Duplicate(x => x.Day).Duplicate(x => x.Standing).Duplicate(x => x.Perhaps));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(30),
            Prop.ForAll(MartenValues.Samples().ToArbitrary(), sample => IsRepeatedAsync(store, sample).GetAwaiter().GetResult()));
    }

    [Fact]
    public async Task A_megabyte_of_text_and_sixty_levels_come_back()
    {
        using var store = database.Store();
        var large = new Setting { Id = "large", Value = string.Concat(Enumerable.Range(0, 1024).Select(i => $"{i:x4}{new string('ä', 1020)}")) };
        var deep = new Nesting { Id = Guid.CreateVersion7(), Inner = Nest(60) };
        await using var session = store.LightweightSession();
        session.Store(large);
        session.Store(deep);
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Setting>("large", Cancellation))!.Value.ShouldBe(large.Value);
        (await session.LoadAsync<Nesting>(deep.Id, Cancellation))!.Depth().ShouldBe(61);
    }

    [Theory]
    [InlineData("a\0b", "x")]
    [InlineData("\0", "x")]
    [InlineData("x", "a\0b")]
    public async Task The_character_nul_is_refused_and_nothing_of_the_save_remains(string value, string id)
    {
        using var store = database.Store(o => o.Schema.For<Remark>().Duplicate(x => x.Value));
        await using var session = store.LightweightSession();
        session.Store(new Ticket { Id = 77 });
        session.Store(new Remark { Id = id, Value = value });
        (await Should.ThrowAsync<MartenCommandException>(session.SaveChangesAsync(Cancellation))).InnerException.ShouldBeOfType<PostgresException>();
        session.EjectAllPendingChanges();
        (await session.CheckExistsAsync<Ticket>(77, Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task What_json_has_no_number_for_is_refused_and_nothing_of_the_save_remains(double value)
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        session.Store(new Ticket { Id = 78 });
        session.Store(new Measure { Id = 1, Value = value });
        await Should.ThrowAsync<ArgumentException>(session.SaveChangesAsync(Cancellation));
        session.EjectAllPendingChanges();
        (await session.CheckExistsAsync<Ticket>(78, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task More_than_sixty_four_levels_are_refused_and_nothing_of_the_save_remains()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        session.Store(new Ticket { Id = 79 });
        session.Store(new Nesting { Id = Guid.CreateVersion7(), Inner = Nest(70) });
        await Should.ThrowAsync<JsonException>(session.SaveChangesAsync(Cancellation));
        session.EjectAllPendingChanges();
        (await session.CheckExistsAsync<Ticket>(79, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Half_a_character_becomes_the_replacement_character_in_a_document_and_is_refused_in_a_column()
    {
        using var store = database.Store(o => o.Schema.For<Parcel>().Duplicate(x => x.Label));
        await using var session = store.LightweightSession();
        session.Store(new Setting { Id = "half", Value = "a\uD83Db" });
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Setting>("half", Cancellation))!.Value.ShouldBe("a\uFFFDb");

        session.Store(new Ticket { Id = 80 });
        session.Store(new Parcel(Guid.CreateVersion7(), "a\uD83Db", null, default, null));
        await Should.ThrowAsync<EncoderFallbackException>(session.SaveChangesAsync(Cancellation));
        session.EjectAllPendingChanges();
        (await session.CheckExistsAsync<Ticket>(80, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_time_in_utc_is_refused_in_a_column_without_time_zone()
    {
        using var store = database.Store(o => o.Schema.For<Appointment>().Duplicate(x => x.At));
        await using var session = store.LightweightSession();
        session.Store(new Appointment { Id = 1, At = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc) });
        await Should.ThrowAsync<InvalidUtcDateTimeUsageException>(session.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task A_type_info_resolver_of_ones_own_is_the_only_one_that_is_asked()
    {
        var resolver = new Generated();
        using var store = database.Store(o =>
        {
            o.DatabaseSchemaName = "generated";
            o.UseSystemTextJsonForSerialization(configure: json => json.TypeInfoResolver = resolver);
        });
        await using var session = store.LightweightSession();
        session.Store(new Setting { Id = "known", Value = "value" });
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Setting>("known", Cancellation))!.Value.ShouldBe("value");
        resolver.Asked.ShouldContain(typeof(Setting));

        session.Store(new Ticket { Id = 1 });
        await Should.ThrowAsync<NotSupportedException>(session.SaveChangesAsync(Cancellation));
    }

    private static async Task<bool> ComesBackAsync(DocumentStore store, Everything everything)
    {
        await using var session = store.LightweightSession();
        session.Store(everything);
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Everything>(everything.Id, Cancellation))!.Facts().ShouldBe(everything.Facts());
        return true;
    }

    private static async Task<bool> IsIdAsync(DocumentStore store, string id)
    {
        await using var session = store.LightweightSession();
        session.Store(new Setting { Id = id, Value = id });
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Setting>(id, Cancellation))!.Id.ShouldBe(id);
        (await session.QueryAsync<Setting>("where data ->> 'Value' = ?", Cancellation, id)).ShouldHaveSingleItem();
        session.Delete<Setting>(id);
        await session.SaveChangesAsync(Cancellation);
        return true;
    }

    /// <summary>PostgreSQL counts microseconds, and holds the ends of the calendar for infinite.</summary>
    private static async Task<bool> IsRepeatedAsync(DocumentStore store, Sample sample)
    {
        await using var session = store.LightweightSession();
        session.Store(sample);
        await session.SaveChangesAsync(Cancellation);
        var same = await session.AdvancedSql.QueryAsync<bool>(
            """
            select text is not distinct from data ->> 'Text' and flag = (data ->> 'Flag')::boolean and small = (data ->> 'Small')::smallint
                and number = (data ->> 'Number')::integer and large = (data ->> 'Large')::bigint and exact = (data ->> 'Exact')::numeric
                and approximate = (data ->> 'Approximate')::float8 and other = (data ->> 'Other')::uuid
                and standing = (data ->> 'Standing')::integer and perhaps is not distinct from (data ->> 'Perhaps')::integer
                and (not isfinite(day) or day = (data ->> 'Day')::date)
                and (not isfinite(at) or abs(extract(epoch from at - (data ->> 'At')::timestamptz)) <= 0.000001)
                and (not isfinite(clock) or abs(extract(epoch from clock - (data ->> 'Clock')::timestamp)) <= 0.000001)
            from people.mt_doc_sample where id = ?
            """, Cancellation, sample.Id);
        same.ShouldBe([true]);
        return true;
    }

    private static Nesting? Nest(int levels) => levels == 0 ? null : new Nesting { Inner = Nest(levels - 1) };

    public sealed class Nesting
    {
        public Guid Id { get; set; }

        public Nesting? Inner { get; set; }

        public int Depth() => 1 + (Inner?.Depth() ?? 0);
    }

    public sealed class Remark
    {
        public string Id { get; set; } = "";

        public string Value { get; set; } = "";
    }

    public sealed class Measure
    {
        public int Id { get; set; }

        public double Value { get; set; }
    }

    public sealed class Appointment
    {
        public int Id { get; set; }

        public DateTime At { get; set; }
    }

    /// <summary>What the compiler generated for <see cref="Setting"/>, and the types that were asked of it.</summary>
    private sealed class Generated : IJsonTypeInfoResolver
    {
        public HashSet<Type> Asked { get; } = [];

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
        {
            Asked.Add(type);
            return ((IJsonTypeInfoResolver)SettingJson.Default).GetTypeInfo(type, options);
        }
    }
}
