using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Realtime;
using Monolith.Users.Application.Features;
using Npgsql;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Users;

/// <summary>An import goes its way whatever happens, and can be watched.</summary>
[TakesLong]
public sealed class ImportCourseTests(Services services, OneHost fixture) : IClassFixture<OneHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string mark = $"m{Guid.CreateVersion7():N}";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task How_far_it_is_reaches_whoever_looks()
    {
        using var admin = await Host.AdminAsync();
        await using var live = await LiveClient.ConnectAsync(Host, admin);
        var import = await Host.ImportAsync(admin, File(0, 700), "?dryRun=true");
        (await live.SubscribeAsync($"users.import:{import["id"]}")).ShouldBe(0);
        await Host.GoOnAsync(admin, import, "apply");

        var heard = await live.PublicationAsync(data => data.GetProperty("data").GetProperty("status").GetString() == "completed");
        heard.GetProperty("type").GetString().ShouldBe("users.user-import-progressed.v1");
        var data = heard.GetProperty("data");
        (data.GetProperty("rows").GetInt32(), data.GetProperty("done").GetInt32(), data.GetProperty("created").GetInt32()).ShouldBe((700, 700, 700));
    }

    [Fact]
    public async Task A_message_that_comes_again_makes_nobody_twice()
    {
        using var admin = await Host.AdminAsync();
        var import = await Host.ImportAsync(admin, File(0, 600));
        var id = (Guid)import["id"]!;
        foreach (var batch in new[] { 1, 2, 3 })
            await Host.Running.TrackActivity().ExecuteAndWaitAsync(async Task (bus) => await bus.PublishAsync(new RunImportBatch(id, batch)));
        (await admin.ReadImportAsync(id)).ToJsonString().ShouldBe(import.ToJsonString());
        (await CountAsync(Host.ConnectionString)).ShouldBe(600);
    }

    [Fact]
    public async Task Many_rows_with_some_that_are_broken_come_to_their_end()
    {
        using var admin = await Host.AdminAsync();
        var file = string.Concat(File(0, 800), "broken,Broken\n", string.Concat(Rows(800, 1_998)), $"{Address(1)},Twice\n");
        var import = await Host.ImportAsync(admin, file, patience: Patience);
        import.Counts().ShouldBe("completed: 1998 created, 0 updated, 0 unchanged, 2 failed of 2000");
        import["errors"]!.AsArray().Select(error => (int)error!["row"]!).ShouldBe([802, 2_001]);
        (await CountAsync(Host.ConnectionString)).ShouldBe(1_998);
    }

    [Fact]
    public async Task A_host_that_dies_in_the_middle_leaves_it_to_the_next_which_makes_nobody_twice()
    {
        const int Rows = 2_500;
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync(),
            ["MONOLITH_ADMIN_EMAIL"] = MonolithHost.AdminEmail,
            ["MONOLITH_ADMIN_PASSWORD"] = MonolithHost.AdminPassword,
            ["Identity:Bcrypt:Cost"] = "4",
        };
        Uri location;
        await using (var first = await HostProcess.Start(settings).RunningAsync())
        {
            using var admin = await SignedInAsync(first);
            var (status, _, where) = await admin.SendFileAsync(Encoding.UTF8.GetBytes(File(0, Rows)));
            status.ShouldBe(HttpStatusCode.Accepted);
            location = new Uri(where!, UriKind.Relative);
            await admin.UntilAsync(location, import => (int)import["done"]! > 0, Patience);
            await first.KillAsync();
        }

        await using var second = await HostProcess.Start(settings).RunningAsync();
        using var again = await SignedInAsync(second);
        var import = await again.UntilAsync(location, import => (string)import["status"]! == "completed", Patience);
        import.Counts().ShouldBe($"completed: {Rows} created, 0 updated, 0 unchanged, 0 failed of {Rows}");
        (await CountAsync(settings["ConnectionStrings:Postgres"]!)).ShouldBe(Rows);
    }

    private static async Task<HttpClient> SignedInAsync(HostProcess host)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login")
        {
            Content = JsonContent.Create(new { email = MonolithHost.AdminEmail, password = MonolithHost.AdminPassword }),
        };
        request.Headers.Add("X-Token-Delivery", "body");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!);
        return client;
    }

    /// <summary>People of this test.</summary>
    private async Task<long> CountAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var count = source.CreateCommand($"select count(*) from users.mt_doc_user where email like '%{mark}%'");
        return (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private string File(int from, int to) => $"email,name\n{string.Concat(Rows(from, to))}";

    private IEnumerable<string> Rows(int from, int to) => Enumerable.Range(from, to - from).Select(i => $"{Address(i)},Person {i.ToString(CultureInfo.InvariantCulture)}\n");

    private string Address(int i) => $"p{i.ToString(CultureInfo.InvariantCulture)}.{mark}@people.test";
}
