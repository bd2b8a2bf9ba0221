using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Monolith.Tests.Integration.Storm;

/// <param name="P99">Milliseconds.</param>
internal sealed record Reading(int Answered, int P99);

/// <summary>People who are signed in already and read one page after another.</summary>
internal sealed class Readers : IDisposable
{
    private static readonly TimeSpan BeforeTheNext = TimeSpan.FromMilliseconds(20);
    private static readonly string[] Pages = ["/api/v1/auth/me", "/api/v1/users?pageSize=20", "/api/v1/auth/sessions"];

    private readonly HttpClient _client;
    private readonly ConcurrentQueue<TimeSpan> _durations = new();
    private readonly ConcurrentQueue<HttpStatusCode> _refusals = new();

    public Readers(Uri address, string accessToken)
    {
        _client = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _client.DefaultRequestHeaders.Authorization = new("Bearer", accessToken);
    }

    /// <summary>What was answered in another way than with the page.</summary>
    public IReadOnlyCollection<HttpStatusCode> Refusals => _refusals;

    public async Task ReadAsync(TimeSpan duration, int readers)
    {
        _durations.Clear();
        var start = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, readers).Select(async number =>
        {
            for (var page = number; start.Elapsed < duration; page++)
            {
                await ReadAsync(Pages[page % Pages.Length]);
                await Task.Delay(BeforeTheNext);
            }
        }));
    }

    /// <summary>Of the last reading.</summary>
    public Reading Report()
    {
        var sorted = _durations.Order().ToArray();
        return new(sorted.Length, sorted.Length == 0 ? 0 : (int)sorted[(sorted.Length - 1) * 99 / 100].TotalMilliseconds);
    }

    public void Dispose() => _client.Dispose();

    private async Task ReadAsync(string page)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await _client.GetAsync(page);
        await answer.Content.ReadAsByteArrayAsync();
        if (answer.IsSuccessStatusCode)
            _durations.Enqueue(Stopwatch.GetElapsedTime(start));
        else
            _refusals.Enqueue(answer.StatusCode);
    }
}
