using System.Diagnostics;
using Monolith.Tests.Integration.Crash;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Races;

/// <summary>
/// What works once works once: for whoever is told, by its effect, on whichever node, and while the database or Redis goes away and comes
/// back. Who hears nothing comes again until there is an answer.
/// </summary>
[Trait("soak", "races")]
[TakesLong]
public sealed class RacesTests(CrashSafePostgres postgres, Services services) : IClassFixture<CrashSafePostgres>
{
    /// <summary>How long the uses may have begun before something happens.</summary>
    private static readonly TimeSpan Earliest = TimeSpan.FromMilliseconds(50);

    /// <summary>How long each takes, as it was seen last; at first a guess.</summary>
    private static readonly Dictionary<Disturbance, TimeSpan> Durations = new()
    {
        [Disturbance.PostgresRestarts] = TimeSpan.FromMilliseconds(500),
        [Disturbance.PostgresCrashes] = TimeSpan.FromMilliseconds(500),
        [Disturbance.RedisDies] = TimeSpan.FromMilliseconds(50),
    };

    public static TheoryData<string> Things =>
        [.. typeof(OneShot).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OneShot)) && !type.IsAbstract).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Things))]
    public async Task Of_many_uses_at_the_same_moment_one_succeeds(string kind)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"MONOLITH_SOAK_SEED={Soak.Seed}");
        var rounds = Soak.Size(amongTests: 2, full: 100);
        // Other moments for each kind, the same for each seed.
        var random = new Random(Soak.Seed + Things.ToList().FindIndex(row => row.Data == kind));
        var disturbances = Enum.GetValues<Disturbance>();
        var first = random.Next(disturbances.Length);
        var duration = Stopwatch.StartNew();
        var (lost, successes) = (0, 0);
        await using var thing = (OneShot)Activator.CreateInstance(typeof(OneShot).Assembly.GetType(kind)!)!;
        var settings = await thing.SettingsAsync();
        var arena = await Arena.OpenAsync(services, postgres, settings);
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                if (round > 0 && thing.IsOncePerInstallation)
                {
                    await arena.DisposeAsync();
                    arena = await Arena.OpenAsync(services, postgres, settings);
                }

                var race = new Race(arena, thing);
                var disturbance = disturbances[(first + round) % disturbances.Length];
                var lead = (random.NextDouble() * (Durations[disturbance] + Earliest)) - Earliest;
                TestContext.Current.TestOutputHelper?.WriteLine($"{round}: {disturbance}, {lead.TotalMilliseconds} ms before");
                successes += await race.RunAsync(disturbance, lead);
                Durations[disturbance] = race.Disturbed;
                lost += race.Lost;
            }
        }
        finally
        {
            await arena.DisposeAsync();
        }

        await Soak.ReportAsync(
            ("harness", thing.GetType().Name),
            ("rounds", rounds),
            ("uses", rounds * Race.Uses),
            ("lost answers", lost),
            ("successes", successes),
            ("seconds", (int)duration.Elapsed.TotalSeconds));
    }
}
