namespace Monolith.Tests.Integration.Races;

/// <summary>One thing that works once, many who use it at the same moment, and something that happens meanwhile.</summary>
internal sealed class Race(Arena arena, OneShot thing)
{
    public const int Uses = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BeforeComingAgain = TimeSpan.FromMilliseconds(50);

    private int _lost;

    /// <summary>Answers that did not come, or said that the server could not.</summary>
    public int Lost => _lost;

    /// <summary>How long the disturbance took.</summary>
    public TimeSpan Disturbed { get; private set; }

    /// <param name="lead">By how much the disturbance begins before the uses; negative: after them.</param>
    /// <returns>How often it has worked.</returns>
    public async Task<int> RunAsync(Disturbance disturbance, TimeSpan lead)
    {
        await thing.PrepareAsync(arena, Uses);
        var disturbing = DisturbAsync(disturbance, lead);
        if (lead > TimeSpan.Zero)
            await Task.Delay(lead);
        var uses = await Task.WhenAll(Enumerable.Range(0, Uses).Select(number => Task.Run(() => InsistAsync(number))));
        Disturbed = await disturbing;
        await arena.SettleAsync();

        var prizes = uses.Select(use => use.Outcome.Prize).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        prizes.Length.ShouldBeLessThanOrEqualTo(1, "who was told that it worked");
        // The node comes again by itself when it loses the database, and so may not know that its first attempt has worked.
        if (prizes.Length == 0)
            disturbance.ShouldNotBe(Disturbance.RedisDies, "nobody was told that it worked");
        uses.Count(IsOnlyForWhoComesAgain).ShouldBeLessThanOrEqualTo(1 - prizes.Length, "who heard that of an own success before");
        var effects = await thing.CountEffectsAsync(arena, prizes.SingleOrDefault());
        if (effects != 0 || prizes.Length > 0 || !thing.CanBeLost)
            effects.ShouldBe(1, $"told: {string.Join(", ", prizes)}, lost answers: {_lost}");
        return effects;
    }

    private async Task<TimeSpan> DisturbAsync(Disturbance disturbance, TimeSpan lead)
    {
        if (lead < TimeSpan.Zero)
            await Task.Delay(-lead);
        return await arena.DisturbAsync(disturbance);
    }

    /// <summary>Uses the thing until there is an answer.</summary>
    private async Task<(Outcome Outcome, bool HasLost)> InsistAsync(int number)
    {
        using var patience = new CancellationTokenSource(Patience);
        for (var hasLost = false; ; hasLost = true)
        {
            if (await TryAsync(number) is { } outcome)
            {
                if (outcome.Refusal is { } refusal)
                    thing.Refusals.Concat(thing.RefusalsOfWhoComesAgain).ShouldContain(refusal);
                return (outcome, hasLost);
            }

            Interlocked.Increment(ref _lost);
            await Task.Delay(BeforeComingAgain, patience.Token);
        }
    }

    private bool IsOnlyForWhoComesAgain((Outcome Outcome, bool HasLost) use) =>
        !use.HasLost && use.Outcome.Refusal is { } refusal && !thing.Refusals.Contains(refusal);

    private async Task<Outcome?> TryAsync(int number)
    {
        try
        {
            return await thing.UseAsync(arena, number);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
