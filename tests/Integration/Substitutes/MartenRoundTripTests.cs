using JasperFx;
using Marten.Exceptions;
using Npgsql;

namespace Monolith.Tests.Integration.Substitutes;

public sealed class MartenRoundTripTests(MartenDatabase database) : IClassFixture<MartenDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stores_and_loads_an_aggregate_with_private_state()
    {
        using var store = database.Store();
        var citizen = new Citizen(Guid.CreateVersion7(), "ada@example.test", "Ada");
        citizen.Activate(new DateTimeOffset(2026, 11, 21, 20, 0, 0, TimeSpan.Zero));
        citizen.Grant("admin");
        await using (var session = store.LightweightSession())
        {
            session.Store(citizen);
            await session.SaveChangesAsync(Cancellation);
        }

        await using var query = store.QuerySession();
        var loaded = (await query.LoadAsync<Citizen>(citizen.Id, Cancellation)).ShouldNotBeNull();
        loaded.Email.ShouldBe("ada@example.test");
        loaded.Standing.ShouldBe(Standing.Active);
        loaded.ActivatedAt.ShouldBe(citizen.ActivatedAt);
        loaded.Roles.ShouldBe(["admin"]);
        loaded.Version.ShouldBe(1);
    }

    [Fact]
    public async Task Writes_names_as_declared_and_enumerations_as_numbers()
    {
        using var store = database.Store();
        var citizen = new Citizen(Guid.CreateVersion7(), "names@example.test", "Names");
        await using var session = store.LightweightSession();
        session.Insert(citizen);
        await session.SaveChangesAsync(Cancellation);

        var row = await database.ScalarAsync<string>(
            $"""
            select concat_ws(',', data ->> 'DisplayName', data ->> 'Standing', email, mt_dotnet_type)
            from people.mt_doc_citizen where id = '{citizen.Id}'
            """);
        row.ShouldBe($"Names,0,names@example.test,{typeof(Citizen).FullName}");
    }

    [Fact]
    public async Task Loads_documents_by_text_and_number_ids_and_through_a_constructor()
    {
        using var store = database.Store();
        var parcel = new Parcel(Guid.CreateVersion7(), "books", new Place("Bern", "CH"), Standing.Suspended, DueAt: null);
        await using var session = store.LightweightSession();
        session.Store(new Setting { Id = "theme", Value = "dark" });
        session.Store(new Ticket { Id = 7, Subject = "printer" });
        session.Store(parcel);
        await session.SaveChangesAsync(Cancellation);

        (await session.LoadAsync<Setting>("theme", Cancellation))!.Value.ShouldBe("dark");
        (await session.LoadAsync<Ticket>(7, Cancellation))!.Subject.ShouldBe("printer");
        (await session.LoadAsync<Parcel>(parcel.Id, Cancellation)).ShouldBe(parcel);
        (await session.CheckExistsAsync<Setting>("theme", Cancellation)).ShouldBeTrue();
        (await session.CheckExistsAsync<Ticket>(8, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Gives_a_document_without_an_id_a_new_one()
    {
        using var store = database.Store();
        var account = new Account { Login = "fresh" };
        await using var session = store.LightweightSession();
        session.Store(account);
        account.Id.ShouldNotBe(Guid.Empty);
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Account>(account.Id, Cancellation))!.Login.ShouldBe("fresh");
    }

    [Fact]
    public async Task Refuses_an_empty_text_id()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        Should.Throw<InvalidOperationException>(() => session.Store(new Setting()));
    }

    [Fact]
    public async Task Loads_many_and_leaves_out_what_is_missing()
    {
        using var store = database.Store();
        var parcels = Enumerable.Range(0, 3).Select(i => new Parcel(Guid.CreateVersion7(), $"p{i}", null, default, null)).ToArray();
        await using var session = store.LightweightSession();
        session.Store(parcels);
        await session.SaveChangesAsync(Cancellation);

        var found = await session.LoadManyAsync<Parcel>(Cancellation, parcels[0].Id, Guid.CreateVersion7(), parcels[2].Id);
        found.OrderBy(p => p.Label, StringComparer.Ordinal).ShouldBe([parcels[0], parcels[2]]);
        (await session.LoadManyAsync<Setting>(Cancellation, "nothing", "at all")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keeps_changes_made_between_store_and_save()
    {
        using var store = database.Store();
        var account = new Account { Id = Guid.CreateVersion7(), Login = "before" };
        await using var session = store.LightweightSession();
        session.Store(account);
        account.Login = "after";
        await session.SaveChangesAsync(Cancellation);
        (await session.LoadAsync<Account>(account.Id, Cancellation))!.Login.ShouldBe("after");
    }

    [Fact]
    public async Task Deletes_by_document_and_by_id_and_forgives_what_is_missing()
    {
        using var store = database.Store();
        var kept = new Ticket { Id = 100 };
        await using var session = store.LightweightSession();
        session.Store(kept, new Ticket { Id = 101 }, new Ticket { Id = 102 });
        await session.SaveChangesAsync(Cancellation);
        session.Delete(new Ticket { Id = 101 });
        session.Delete<Ticket>(102);
        session.Delete<Ticket>(103);
        await session.SaveChangesAsync(Cancellation);

        (await session.CheckExistsAsync<Ticket>(100, Cancellation)).ShouldBeTrue();
        (await session.CheckExistsAsync<Ticket>(101, Cancellation)).ShouldBeFalse();
        (await session.CheckExistsAsync<Ticket>(102, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Insert_of_an_existing_id_is_a_document_that_already_exists()
    {
        using var store = database.Store();
        var parcel = new Parcel(Guid.CreateVersion7(), "first", null, default, null);
        await using var session = store.LightweightSession();
        session.Insert(parcel);
        await session.SaveChangesAsync(Cancellation);

        await using var second = store.LightweightSession();
        second.Insert(parcel with { Label = "second" });
        var refusal = await Should.ThrowAsync<DocumentAlreadyExistsException>(second.SaveChangesAsync(Cancellation));
        refusal.Id.ShouldBe(parcel.Id);
        refusal.DocumentType.ShouldBe(typeof(Parcel));
        (await session.LoadAsync<Parcel>(parcel.Id, Cancellation))!.Label.ShouldBe("first");
    }

    [Fact]
    public async Task A_taken_unique_value_names_its_index_and_nothing_of_the_save_remains()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        session.Store(new Account { Id = Guid.CreateVersion7(), Login = "taken" });
        session.Store(new Citizen(Guid.CreateVersion7(), "taken@example.test", "Taken"));
        await session.SaveChangesAsync(Cancellation);

        await using var other = store.LightweightSession();
        var innocent = new Ticket { Id = 200 };
        other.Store(innocent);
        other.Store(new Account { Id = Guid.CreateVersion7(), Login = "taken" });
        (await UniqueViolation(other)).ShouldBe("mt_doc_account_uidx_login");
        (await other.CheckExistsAsync<Ticket>(200, Cancellation)).ShouldBeFalse();

        await using var third = store.LightweightSession();
        third.Insert(new Citizen(Guid.CreateVersion7(), "taken@example.test", "Other"));
        (await UniqueViolation(third)).ShouldBe("mt_doc_citizen_idx_email");
    }

    [Fact]
    public async Task Update_of_a_missing_document_is_refused_and_nothing_of_the_save_remains()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        session.Store(new Ticket { Id = 300 });
        session.Update(new Ticket { Id = 301 });
        await Should.ThrowAsync<NonExistentDocumentException>(session.SaveChangesAsync(Cancellation));
        (await session.CheckExistsAsync<Ticket>(300, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_id_of_another_type_is_refused()
    {
        using var store = database.Store();
        await using var session = store.LightweightSession();
        await Should.ThrowAsync<InvalidOperationException>(session.LoadAsync<Ticket>("1", Cancellation));
        Should.Throw<InvalidOperationException>(() => session.Delete<Ticket>(Guid.Empty));
    }

    private static async Task<string?> UniqueViolation(Marten.IDocumentSession session)
    {
        var refusal = await Should.ThrowAsync<DocumentAlreadyExistsException>(session.SaveChangesAsync(Cancellation));
        return refusal.InnerException.ShouldBeOfType<PostgresException>().ConstraintName;
    }
}
