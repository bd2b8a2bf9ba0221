using System.Net;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Identity.Contracts.Events;
using Monolith.Monitoring.Domain;
using Monolith.Monitoring.Infrastructure.Persistence;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Monitoring;

/// <summary>What is told reaches the audit trail once, and stays there for its time.</summary>
public sealed class AuditTrailTests(OneHost fixture, Services services) : IClassFixture<OneHost>
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_sign_in_is_recorded_with_who_and_when_and_from_where()
    {
        var before = TimeProvider.System.GetUtcNow();
        var correlationId = Traces.NewCorrelationId();
        using var client = Host.CreateClient();
        AuthAnswer login = null!;
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            login = await client.PostAuthAsync(
                "login",
                new { email = MonolithHost.AdminEmail, password = MonolithHost.AdminPassword },
                ("X-Correlation-Id", correlationId),
                ("User-Agent", Firefox)));

        login.Status.ShouldBe(HttpStatusCode.OK);
        var entry = (await Host.AuditAsync(correlationId)).ShouldHaveSingleItem();
        var account = (Guid)login.Json["user"]!["id"]!;
        ((string)entry["Kind"]!).ShouldBe("signed-in");
        ((Guid)entry["AccountId"]!, (Guid)entry["ActorId"]!).ShouldBe((account, account));
        ((DateTimeOffset)entry["At"]!).ShouldBeInRange(before, TimeProvider.System.GetUtcNow());
        var origin = entry["Origin"]!;
        ((string?)origin["Ip"], (string?)origin["Device"], (string?)origin["Browser"], (string?)origin["UserAgent"])
            .ShouldBe(("127.0.0.1", "Linux", "Firefox", Firefox));
    }

    /// <summary>A proxy adds whom it heard from at the end; what stands before that, anybody can have written.</summary>
    [Fact]
    public async Task An_address_that_the_caller_made_up_is_not_believed()
    {
        var correlationId = Traces.NewCorrelationId();
        using var client = Host.CreateClient();
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            await client.PostAuthAsync(
                "login",
                new { email = MonolithHost.AdminEmail, password = MonolithHost.AdminPassword },
                ("X-Correlation-Id", correlationId),
                ("X-Forwarded-For", "203.0.113.66, 192.0.2.10"),
                ("X-Real-IP", "203.0.113.66")));
        ((string?)(await Host.AuditAsync(correlationId)).ShouldHaveSingleItem()["Origin"]!["Ip"]).ShouldBe("192.0.2.10");
    }

    [Fact]
    public async Task What_is_told_twice_is_recorded_once_as_it_was_told_first()
    {
        var correlationId = Traces.NewCorrelationId();
        var told = Told(TimeProvider.System.GetUtcNow(), "signed-in");
        await Host.TellAsync(told, correlationId);
        var second = await Host.TellAsync(told with { Kind = "something-else" }, correlationId);
        second.MovedToErrorQueue.AllMessages().ShouldBeEmpty();
        ((string)(await Host.AuditAsync(correlationId)).ShouldHaveSingleItem()["Kind"]!).ShouldBe("signed-in");
    }

    [Fact]
    public async Task Entries_leave_when_they_are_too_old_and_of_what_anybody_can_cause_only_so_many_stay()
    {
        const int Kept = 100;
        await using var host = await MonolithHost.StartAsync(services, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Monitoring:Audit:Retention"] = "2.00:00:00",
            ["Monitoring:Audit:MaxUnproven"] = "100",
        });
        var correlationId = Traces.NewCorrelationId();
        var now = TimeProvider.System.GetUtcNow();
        var entries = new List<AuditEntry>
        {
            Entry(Told(now.AddDays(-3), "too-old")),
            Entry(Told(now.AddDays(-1), "old")),
            Entry(Told(now.AddHours(-1), "flood-before") with { Unproven = true }),
        };
        entries.AddRange(Enumerable.Range(0, Kept).Select(second => Entry(Told(now.AddSeconds(second), "flood") with { Unproven = true })));
        await using (var session = host.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Insert<AuditEntry>(entries);
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await host.Services.GetServices<IHostedService>().OfType<AuditSweep>().Single().SweepAsync(TestContext.Current.CancellationToken);

        var kinds = (await host.AuditAsync(correlationId)).Select(entry => (string)entry["Kind"]!);
        kinds.ShouldBe(["old", .. Enumerable.Repeat("flood", Kept)]);

        AuditEntry Entry(SecurityEvent told) => AuditEntry.Record(
            new AuditFact(told.Id, told.Kind, told.At, told.AccountId, told.ActorId, told.Detail, told.Unproven), AuditOrigin.Unknown, correlationId);
    }

    [Fact]
    public void Nothing_but_its_age_takes_an_entry_out_of_the_trail_and_nothing_but_erasing_somebody_changes_one()
    {
        string[] removals = ["delete from", "truncate", ".Delete", ".HardDelete"];
        string[] changes = ["update ", ".Update", ".Store("];
        Writers(removals).ShouldBe(["AuditSweep.cs"]);
        Writers(changes).ShouldBe(["RecordsOfPeople.cs"]);
        typeof(IAuditTrail).GetMethods().Select(method => method.Name).ShouldBe(["Add"]);

        static IEnumerable<string> Writers(string[] verbs) =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Modules"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Select(file => (Name: Path.GetFileName(file), Code: File.ReadAllText(file)))
                .Where(file => file.Code.Contains("AuditEntry", StringComparison.OrdinalIgnoreCase)
                    && verbs.Any(verb => file.Code.Contains(verb, StringComparison.Ordinal)))
                .Select(file => file.Name);
    }

    private static SecurityEvent Told(DateTimeOffset at, string kind) =>
        new(Guid.CreateVersion7(at), kind, Guid.CreateVersion7(), ActorId: null, at, Ip: null, Device: null, Browser: null, UserAgent: null, Detail: null, Unproven: false);
}
