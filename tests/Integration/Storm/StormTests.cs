using System.Net;
using Monolith.Tests.Integration.Crash;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Storm;

/// <summary>More people sign in than passwords can be tried: who is accepted is answered, who is not hears it, and nobody else suffers.</summary>
[Trait("soak", "storm")]
public sealed class StormTests(Services services)
{
    private const int Surplus = 10;
    private const int Readers = 4;

    /// <summary>Among fewer, chance may have left somebody out; a busy machine tries no more in the short time.</summary>
    private const int Telling = 40;

    [Fact]
    public async Task Ten_times_more_sign_ins_than_the_cores_can_hash_are_all_answered_and_reads_go_on()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"MONOLITH_SOAK_SEED={Soak.Seed}");
        var duration = TimeSpan.FromSeconds(Soak.Size(amongTests: 3, full: 30));
        var threads = Soak.Size(amongTests: 2, full: Environment.ProcessorCount);
        await using var host = await StartAsync(
            cost: Soak.Size(amongTests: 10, full: 12), longestWait: TimeSpan.FromSeconds(Soak.Size(amongTests: 1, full: 5)), threads);
        using var gauges = new PasswordGauges(host.Address);
        using var crowd = new Crowd(host.Address, new Random(Soak.Seed));
        await crowd.RegisterKnownAsync();
        using var readers = new Readers(host.Address, await crowd.AccessTokenAsync());
        var capacity = threads / await crowd.QuickestAsync(attempts: Soak.Size(amongTests: 5, full: 20));
        await readers.ReadAsync(TimeSpan.FromSeconds(Soak.Size(amongTests: 1, full: 5)), Readers);
        var before = readers.Report();

        var (tried, refused) = (await gauges.TriedAsync(), await gauges.RefusedAsync());
        var reading = readers.ReadAsync(duration, Readers);
        await crowd.StormAsync(Surplus * capacity, duration);
        await reading;
        var answers = crowd.Answers;
        var during = readers.Report();
        await Soak.ReportAsync(
            ("harness", "login storm"),
            ("per second", (int)(Surplus * capacity)),
            ("seconds", (int)duration.TotalSeconds),
            ("sign-ins", answers.Count),
            ("acknowledged", answers.Count(answer => answer.IsTried)),
            ("503", answers.Count(answer => answer.Status == HttpStatusCode.ServiceUnavailable)),
            ("429", answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests)),
            ("lost", answers.Count(answer => answer.Status is null)),
            ("reads", during.Answered),
            ("read p99 ms", during.P99),
            ("before ms", before.P99));

        foreach (var answer in answers)
            answer.ShouldBeAnAnswer();
        readers.Refusals.ShouldBeEmpty();
        during.Answered.ShouldBeGreaterThan(0);
        answers.ShouldContain(answer => answer.IsTried);
        foreach (var who in Enum.GetValues<Who>())
        {
            answers.ShouldContain(answer => answer.Who == who && answer.Status == HttpStatusCode.ServiceUnavailable, $"{who} was never refused");
            if (answers.Count(answer => answer.IsTried) >= Telling)
                answers.ShouldContain(answer => answer.Who == who && answer.IsTried, $"{who} was never let through");
        }

        // By the host's own books: nothing was computed for nobody, and nobody was refused in silence.
        (await gauges.TriedAsync() - tried).ShouldBe(answers.Count(answer => answer.IsTried));
        (await gauges.RefusedAsync() - refused).ShouldBe(answers.Count(answer => answer.Status == HttpStatusCode.ServiceUnavailable));
        (await gauges.WaitingAsync()).ShouldBe(0);
        (await crowd.SignInAsync(Who.Right)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_goes_away_waits_no_more()
    {
        const int People = 20;
        await using var host = await StartAsync(cost: 12, longestWait: TimeSpan.FromMinutes(1), threads: 1);
        using var gauges = new PasswordGauges(host.Address);
        using var crowd = new Crowd(host.Address, new Random(Soak.Seed));
        using var leaving = new CancellationTokenSource();
        var before = await gauges.TriedAsync();
        var all = Enumerable.Range(0, People).Select(_ => crowd.SignInAsync(Who.Right, leaving.Token)).ToArray();
        await gauges.UntilAsync(waiting => waiting > People / 2);

        await leaving.CancelAsync();
        await Task.WhenAll(all);
        await gauges.UntilAsync(waiting => waiting == 0);
        (await crowd.SignInAsync(Who.Right)).Status.ShouldBe(HttpStatusCode.OK);
        (await gauges.TriedAsync() - before).ShouldBeLessThan(People);
    }

    private async Task<HostProcess> StartAsync(int cost, TimeSpan longestWait, int threads)
    {
        var host = HostProcess.Start(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Postgres"] = await services.CreateMigratedDatabaseAsync(),
            ["MONOLITH_ADMIN_EMAIL"] = MonolithHost.AdminEmail,
            ["MONOLITH_ADMIN_PASSWORD"] = MonolithHost.AdminPassword,
            ["Identity:Bcrypt:Cost"] = $"{cost}",
            ["Identity:Passwords:LongestWait"] = $"{longestWait}",
            ["Identity:Passwords:Threads"] = $"{threads}",
            // Per address the ordinary limits hold; a single account stands for many here.
            ["RateLimits:Accounts:Permits"] = "1000000",
            ["RateLimits:Reads:Permits"] = "1000000",
        });
        return await host.RunningAsync();
    }
}
