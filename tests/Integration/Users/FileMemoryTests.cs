using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Monolith.Tests.Integration.Crash;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Npgsql;

namespace Monolith.Tests.Integration.Users;

/// <summary>Files of people go through a host in a memory that does not grow with them.</summary>
[Trait("soak", "files")]
public sealed class FileMemoryTests(Services services)
{
    private const int Few = 500;

    /// <summary>
    /// In MiB, what a host may have more than after short files, however long the others are: buffers, code that is compiled again when it
    /// has run often, and what the garbage collector has not come to yet.
    /// </summary>
    private const double Leeway = 96;

    private const string Seed =
        """
        insert into users.mt_doc_user (id, data, mt_dotnet_type, mt_version, email, display_name, status, created_at)
        select id, jsonb_build_object('Id', id, 'Email', email, 'DisplayName', name, 'GivenName', 'Ada', 'FamilyName', 'Lovelace ' || n,
                'Phone', '+4420' || 10000000 + n, 'Locale', 'en-GB', 'TimeZone', 'Europe/London', 'Status', 1, 'Roles', '["member"]'::jsonb,
                'CreatedAt', at, 'UpdatedAt', at),
            'Monolith.Users.Domain.User', 1, email, name, 1, at
        from (
            select n, gen_random_uuid() as id, 'ada.lovelace.' || n || '@people.test' as email, 'Ada Lovelace ' || n as name,
                $1::timestamptz - n * interval '1 second' as at
            from generate_series(1, $2) as n) as people
        """;

    /// <summary>One of them, while there is any.</summary>
    private const string WithoutAccount =
        """
        select count(*) from (
            select from users.mt_doc_user u
            where u.status = 0 and not exists (select from identity.mt_doc_account a where a.id = u.id) limit 1) as one
        """;

    private static readonly DateTimeOffset Newest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task A_long_file_takes_no_more_memory_than_a_short_one()
    {
        var (people, rows) = (Soak.Size(amongTests: 20_000, full: 1_000_000), Soak.Size(amongTests: 2_000, full: 100_000));
        var connectionString = await services.CreateMigratedDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await SeedAsync(database, people);
        await using var host = await HostProcess.Start(Settings(connectionString)).ServingAsync();
        using var admin = await SignedInAsync(host);
        using var memory = new ResidentMemory(host.Id);

        // What the first file needs, all others find: what is compiled, connected and cached.
        var few = Uri.EscapeDataString(Newest.AddSeconds(-Few).ToString("O", CultureInfo.InvariantCulture));
        await ExportAsync(admin, $"format=csv&createdFrom={few}");
        await ExportAsync(admin, $"format=ndjson&createdFrom={few}");
        await ImportAsync(admin, database, new LongFile("first", Few));
        var before = memory.Now();

        var all = await CountAsync(database, "select count(*) from users.mt_doc_user");
        (await MeasureAsync("csv leaves", () => ExportAsync(admin, "format=csv"))).ShouldBe(all + 1, "a row of headings and everybody");
        (await MeasureAsync("ndjson leaves", () => ExportAsync(admin, "format=ndjson"))).ShouldBe(all);
        (await MeasureAsync("csv comes", () => ImportAsync(admin, database, new LongFile("second", rows)))).ShouldBe(rows);

        async Task<long> MeasureAsync(string harness, Func<Task<Course>> act)
        {
            var duration = Stopwatch.StartNew();
            var (course, highest) = await memory.HighestWhileAsync(act);
            await Soak.ReportAsync(
                ("harness", harness),
                ("rows", course.Rows),
                ("MB", (course.Bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture)),
                ("seconds", duration.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)),
                ("MiB before", before.ToString("F0", CultureInfo.InvariantCulture)),
                ("MiB at most", highest.ToString("F0", CultureInfo.InvariantCulture)));
            (highest - before).ShouldBeLessThan(Leeway, $"{harness}: {course.Rows} rows took {highest:F0} MiB, and before there were {before:F0}");
            return course.Rows;
        }
    }

    /// <summary>As it is run for others, but that its administrator may ask as often as needed and stays signed in.</summary>
    private Dictionary<string, string?> Settings(string connectionString)
    {
        var settings = ProductionSettings.For(connectionString, services.Redis);
        settings["Identity:AccessTokens:Lifetime"] = "01:00:00";
        settings["RateLimits:Reads:Permits"] = "1000000";
        return settings;
    }

    private static async Task SeedAsync(NpgsqlDataSource database, int people)
    {
        await using var seed = database.CreateCommand(Seed);
        seed.CommandTimeout = (int)Patience.TotalSeconds;
        seed.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Newest });
        seed.Parameters.Add(new NpgsqlParameter<int> { TypedValue = people });
        await seed.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var analyze = database.CreateCommand("vacuum analyze users.mt_doc_user");
        analyze.CommandTimeout = seed.CommandTimeout;
        await analyze.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<HttpClient> SignedInAsync(HostProcess host)
    {
        var admin = ProductionSettings.ClientOf(host);
        admin.Timeout = Patience;
        var login = await admin.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", login.AccessToken);
        return admin;
    }

    /// <summary>Takes the file as it comes, counts its lines and keeps nothing.</summary>
    private static async Task<Course> ExportAsync(HttpClient admin, string query)
    {
        using var answer = await admin.GetAsync(new Uri($"/api/v1/users/export?{query}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var file = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var (lines, bytes) = (0, 0L);
        for (int read; (read = await file.ReadAsync(buffer)) > 0; bytes += read)
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return new(lines, bytes);
    }

    /// <summary>Sends the file and waits until everybody in it is in the directory and has an account.</summary>
    private static async Task<Course> ImportAsync(HttpClient admin, NpgsqlDataSource database, LongFile file)
    {
        using var answer = await admin.PostAsync(new Uri("/api/v1/users/imports", UriKind.Relative), file);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var patience = new CancellationTokenSource(Patience);
        var import = await admin.UntilAsync(answer.Headers.Location!, import => (string)import["status"]! == "completed", Patience);
        import.Counts().ShouldBe($"completed: {file.Sound} created, 0 updated, 0 unchanged, {file.Broken} failed of {file.Sound + file.Broken}");
        while (await CountAsync(database, WithoutAccount) > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
        return new((int)import["rows"]!, file.Sent);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql)
    {
        await using var count = database.CreateCommand(sql);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>A file that went its way.</summary>
    private sealed record Course(int Rows, long Bytes);
}
