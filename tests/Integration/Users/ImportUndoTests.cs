using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Monolith.Users.Infrastructure.Persistence;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

/// <summary>An import is taken back as a whole, but for what somebody has changed since.</summary>
public sealed class ImportUndoTests(OneHost fixture) : IClassFixture<OneHost>
{
    private readonly string mark = $"m{Guid.CreateVersion7():N}";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Whom_it_made_is_deleted_and_whom_it_changed_is_as_before()
    {
        using var admin = await Host.AdminAsync();
        await Host.ImportAsync(admin, $"email,name,phone\n{Address("ada")},Ada,+442079460958");
        var import = await Host.ImportAsync(admin, $"email,name,phone\n{Address("ada")},Countess,\n{Address("new")},New,\nbroken,Broken,\n");
        var undone = await Host.GoOnAsync(admin, import, "undo");

        (undone["status"]!.ToString(), (int)undone["undone"]!, (int)undone["notUndone"]!).ShouldBe(("undone", 2, 0));
        undone["errors"]!.AsArray().Count.ShouldBe(1);
        var ada = (await admin.PersonAsync(Address("ada")))!;
        ((string)ada["displayName"]!, (string)ada["phone"]!).ShouldBe(("Ada", "+442079460958"));
        (await admin.PersonAsync(Address("new"))).ShouldBeNull();
        var gone = (await admin.PersonAsync(Address("new"), "deleted"))!;
        (await admin.ChangeStatusAsync((Guid)gone["id"]!, "restore")).Status.ShouldBe(HttpStatusCode.OK);
        (await admin.AskAsync(HttpMethod.Post, $"users/imports/{import["id"]}/undo")).Code.ShouldBe("users.import_not_completed");
    }

    [Fact]
    public async Task What_was_changed_since_stays_and_is_told()
    {
        using var admin = await Host.AdminAsync();
        await Host.ImportAsync(admin, $"email,name,locale\n{Address("ada")},Ada,en");
        var import = await Host.ImportAsync(admin, $"email,name,locale\n{Address("ada")},Countess,fr\n{Address("new")},New,\n");
        var (ada, made) = ((await admin.PersonAsync(Address("ada")))!, (await admin.PersonAsync(Address("new")))!);
        foreach (var (person, name) in new[] { (ada, "Augusta"), (made, "Newer") })
        {
            await Host.TrackedAsync(async () => (await admin.AskAsync(
                HttpMethod.Put, $"users/{person["id"]}", new { displayName = name, locale = (string?)person["locale"] }, "*")).Status.ShouldBe(HttpStatusCode.OK));
        }

        var undone = await Host.GoOnAsync(admin, import, "undo");
        (undone["status"]!.ToString(), (int)undone["undone"]!, (int)undone["notUndone"]!).ShouldBe(("undone", 0, 2));
        undone["errors"]!.AsArray().Select(error => $"{error!["row"]} {error["field"]}: {error["message"]}")
            .ShouldBe(["2 displayName: Was changed since, and stays.", "3 row: Was changed since, and stays."]);
        var after = (await admin.PersonAsync(Address("ada")))!;
        ((string)after["displayName"]!, (string)after["locale"]!).ShouldBe(("Augusta", "en"));
        (await admin.PersonAsync(Address("new")))!["displayName"]!.ToString().ShouldBe("Newer");
    }

    [Fact]
    public async Task Rows_go_by_their_age_and_with_them_undoing_and_the_summary_stays()
    {
        using var admin = await Host.AdminAsync();
        var old = await Host.ImportAsync(admin, $"email,name\n{Address("ada")},Ada");
        var reviewed = await Host.ImportAsync(admin, $"email,name\n{Address("grace")},Grace", "?dryRun=true");
        var young = await Host.ImportAsync(admin, $"email,name\n{Address("new")},New");
        await AgeAsync(TimeSpan.FromDays(31), old, reviewed);
        await AgeAsync(TimeSpan.FromDays(29), young);
        await Host.Services.GetServices<IHostedService>().OfType<ImportSweep>().Single().SweepAsync(TestContext.Current.CancellationToken);

        (await admin.AskAsync(HttpMethod.Post, $"users/imports/{old["id"]}/undo")).Code.ShouldBe("users.import_rows_gone");
        (await admin.AskAsync(HttpMethod.Post, $"users/imports/{reviewed["id"]}/apply")).Code.ShouldBe("users.import_rows_gone");
        (await admin.ReadImportAsync((Guid)old["id"]!)).Counts().ShouldBe("completed: 1 created, 0 updated, 0 unchanged, 0 failed of 1");
        ((int)(await Host.GoOnAsync(admin, young, "undo"))["undone"]!).ShouldBe(1);
    }

    private async Task AgeAsync(TimeSpan age, params JsonNode[] imports)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionString);
        await using var update = source.CreateCommand("update users.mt_doc_importbatch set created_at = now() - $1 where import_id = any($2)");
        update.Parameters.Add(new() { Value = age });
        update.Parameters.Add(new() { Value = imports.Select(import => (Guid)import["id"]!).ToArray() });
        await update.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private string Address(string name) => $"{name}.{mark}@people.test";
}
