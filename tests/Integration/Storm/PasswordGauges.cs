using System.Globalization;

namespace Monolith.Tests.Integration.Storm;

/// <summary>What the host itself tells operators of the passwords that it hashes and tries.</summary>
internal sealed class PasswordGauges(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new() { BaseAddress = address };

    public Task<long> TriedAsync() => ReadAsync("monolith_passwords_duration_seconds_count");

    public Task<long> RefusedAsync() => ReadAsync("monolith_passwords_refused_total");

    public Task<long> WaitingAsync() => ReadAsync("monolith_passwords_waiting");

    /// <summary>Returns once as many wait as are meant.</summary>
    public async Task UntilAsync(Predicate<long> meant)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!meant(await WaitingAsync()))
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
    }

    public void Dispose() => _client.Dispose();

    /// <returns>Zero as long as nothing was counted.</returns>
    private async Task<long> ReadAsync(string metric) =>
        (await _client.GetStringAsync("/metrics")).Split('\n')
            .Where(line => line.StartsWith(metric, StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));
}
