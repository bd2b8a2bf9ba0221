using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Npgsql;

namespace Monolith.Tests.Integration.Composition;

/// <summary>The log of Production, as whoever collects it reads it.</summary>
public sealed class LogTests(LogTests.Production fixture) : IClassFixture<LogTests.Production>
{
    private const string Entered = "a password that is in no log";

    [Fact]
    public async Task Every_line_is_one_entry_with_its_time_whatever_callers_send_and_none_holds_what_they_entered()
    {
        using var client = fixture.Client("looked-for");
        using var forged = await client.GetAsync("/api/v1/x%0d%0a%7B%22Level%22:%22Fatal%22%7D?token=in-no-log");
        forged.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.LoginAsync("ada@people.test", Entered)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
        await fixture.EntryAsync(entry => Property(entry, "CorrelationId") == "looked-for" && Property(entry, "Status") == "200");

        var entries = fixture.Entries();
        entries.ShouldAllBe(entry => DateTimeOffset.ParseExact((string)entry["Timestamp"]!, "O", CultureInfo.InvariantCulture) > DateTimeOffset.UnixEpoch);
        entries.ShouldNotContain(entry => (string?)entry["Level"] == "Fatal");
        foreach (var secret in new[] { Entered, MonolithHost.AdminPassword, "ada@people.test", "in-no-log", "Password=" })
            fixture.Printed.ShouldNotContain(secret, Case.Insensitive);
    }

    [Fact]
    public async Task Who_is_refused_what_is_in_it()
    {
        using var client = fixture.Client("refused");
        var login = await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        client.Use(login.AccessToken);
        var made = await client.PostAuthAsync(
            "tokens", new { name = "narrow", scopes = new[] { "profile.read" }, expiresAt = TimeProvider.System.GetUtcNow().AddDays(1) });
        client.Use((string)made.Json["token"]!);
        using var forbidden = await client.GetAsync("/api/v1/users");
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var entry = await fixture.EntryAsync(entry => Property(entry, "CorrelationId") == "refused" && Property(entry, "Status") == "403");
        ((string)entry["Level"]!, Property(entry, "Path"), Property(entry, "Caller"))
            .ShouldBe(("Warning", "/api/v1/users", (string)login.Json["user"]!["id"]!));

        using var stranger = fixture.Client("broken-rule");
        (await stranger.PostAuthAsync("register", new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
        var broken = await fixture.EntryAsync(entry => Property(entry, "CorrelationId") == "broken-rule" && Property(entry, "Status") == "400");
        Property(broken, "Address").ShouldBe("127.0.0.1");
    }

    [Fact]
    public async Task What_nobody_expected_is_in_it_with_its_cause_and_in_the_answer_without()
    {
        using var client = fixture.Client("unexpected");
        client.Use((await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).AccessToken);
        await fixture.ExecuteAsync("alter table identity.mt_doc_externallogin rename to mt_doc_lost");
        using var failed = await client.GetAsync("/api/v1/auth/external/linked");
        await fixture.ExecuteAsync("alter table identity.mt_doc_lost rename to mt_doc_externallogin");
        failed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var problem = (await failed.Content.ReadFromJsonAsync<JsonObject>())!;
        ((string)problem["detail"]!, (string)problem["code"]!, (string)problem["correlationId"]!)
            .ShouldBe(("Something went wrong on our side.", "internal", "unexpected"));
        problem.ToJsonString().ShouldNotContain("externallogin");
        var entry = await fixture.EntryAsync(entry => Property(entry, "CorrelationId") == "unexpected" && entry.ContainsKey("Exception"));
        ((string)entry["Level"]!).ShouldBe("Error");
        ((string)entry["Exception"]!).ShouldContain("externallogin");
    }

    /// <summary>Whoever collects the lines has the trail also when somebody writes it anew in the database.</summary>
    [Fact]
    public async Task What_is_audited_is_in_it_once_with_who_and_whom_and_when_and_from_where_however_little_else_is_logged()
    {
        const string Forged = "Firefox \"}{\"Level\":\"Fatal\" \t{Kind}";
        using var client = fixture.Client("audited");
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Forged).ShouldBeTrue();
        (await client.LoginAsync(MonolithHost.AdminEmail, Entered)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var login = await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        await fixture.EntryAsync(entry => Property(entry, "CorrelationId") == "audited" && Property(entry, "Kind") == "signed-in");
        await fixture.EntryAsync(entry => Property(entry, "CorrelationId") == "audited" && Property(entry, "Kind") == "sign-in-failed");

        var entry = fixture.Entries().Where(entry => Property(entry, "Kind") == "signed-in" && Property(entry, "CorrelationId") == "audited").ShouldHaveSingleItem();
        var account = (string)login.Json["user"]!["id"]!;
        (Property(entry, "AccountId"), Property(entry, "ActorId"), Property(entry, "Ip"), Property(entry, "UserAgent"))
            .ShouldBe((account, account, "127.0.0.1", Forged));
        ((string)entry["Level"]!, Property(entry, "SourceContext"))
            .ShouldBe(("Information", "Monolith.Monitoring.Infrastructure.Persistence.AuditTrail"));
        await using var source = NpgsqlDataSource.Create(fixture.Database);
        await using var kept = source.CreateCommand("select data ->> 'At' from monitoring.mt_doc_auditentry where id = $1");
        kept.Parameters.Add(new() { Value = Guid.Parse(Property(entry, "EntryId")!) });
        DateTimeOffset.Parse((string)(await kept.ExecuteScalarAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture)
            .ShouldBe(DateTimeOffset.Parse(Property(entry, "At")!, CultureInfo.InvariantCulture));
    }

    private static string? Property(JsonObject entry, string name) => entry["Properties"]?[name]?.ToString();

    /// <summary>The host as a process, because its log is its standard output.</summary>
    public sealed class Production(Services services) : IAsyncLifetime
    {
        private HostProcess _host = null!;

        public string Database { get; private set; } = string.Empty;

        public string Printed => _host.Printed;

        public async ValueTask InitializeAsync()
        {
            Database = await services.CreateDatabaseAsync();
            var settings = ProductionSettings.For(Database, services.Redis);
            settings["Telemetry:RequestLogSample"] = "1";
            // Whoever logs little is told of requests only because these tests look for them, and of what is audited all the same.
            settings["Serilog:MinimumLevel:Default"] = "Warning";
            settings["Serilog:MinimumLevel:Override:Monolith.Host.Composition.RequestLog"] = "Information";
            _host = await HostProcess.Start(settings).ServingAsync();
        }

        public ValueTask DisposeAsync() => _host.DisposeAsync();

        public HttpClient Client(string correlationId)
        {
            var client = ProductionSettings.ClientOf(_host);
            client.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
            return client;
        }

        public IReadOnlyList<JsonObject> Entries() =>
            [.. Printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

        /// <summary>Lines are written behind the answers.</summary>
        public async Task<JsonObject> EntryAsync(Func<JsonObject, bool> isIt)
        {
            await UntilAsync(() => Task.FromResult(Entries().Any(isIt)));
            return Entries().First(isIt);
        }

        public async Task ExecuteAsync(string sql)
        {
            await using var source = NpgsqlDataSource.Create(Database);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        private async Task UntilAsync(Func<Task<bool>> isSo)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!await isSo())
            {
                patience.IsCancellationRequested.ShouldBeFalse(_host.Output);
                await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
            }
        }
    }
}
