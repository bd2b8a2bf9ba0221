using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Storm;

internal enum Who
{
    /// <summary>Has an account and knows its password.</summary>
    Right,

    /// <summary>Does not know the password of an account.</summary>
    Wrong,

    /// <summary>Has no account.</summary>
    Unknown,
}

/// <param name="Status">Null when no answer came.</param>
/// <param name="Problem">Code of the problem; null when there is none.</param>
/// <param name="RetryAfter">Null when the answer does not say.</param>
internal sealed record Answer(Who Who, HttpStatusCode? Status, string? Problem, TimeSpan? RetryAfter)
{
    /// <summary>The password was compared.</summary>
    public bool IsTried => Status is HttpStatusCode.OK or HttpStatusCode.Unauthorized;

    public void ShouldBeAnAnswer()
    {
        if (Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
        {
            Problem.ShouldBe(Status is HttpStatusCode.ServiceUnavailable ? "identity.busy" : "request.rate_limited");
            RetryAfter.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        }
        else
        {
            Status.ShouldBe(Who == Who.Right ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
        }
    }
}

/// <summary>
/// People who sign in, each from a network address of his own; one in ten comes from an address that is used up soon, so that the storm
/// meets the limits too.
/// </summary>
internal sealed class Crowd(Uri address, Random random) : IDisposable
{
    private const string BusyAddress = "198.51.100.7";

    private readonly HttpClient _client = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
    private readonly ConcurrentQueue<Answer> _answers = new();
    private readonly string _known = People.NewEmail();
    private int _addresses;

    /// <summary>Of the storm, in the order in which they came.</summary>
    public IReadOnlyCollection<Answer> Answers => _answers;

    /// <summary>Makes the account whose password is guessed: not that of those who know theirs, because guessing locks it.</summary>
    public async Task RegisterKnownAsync()
    {
        using var answer = await _client.PostAsJsonAsync(
            "/api/v1/auth/register", new { email = _known, password = People.Password, displayName = "Ada Lovelace" });
        answer.EnsureSuccessStatusCode();
    }

    public async Task<string> AccessTokenAsync()
    {
        using var answer = await PostAsync(Who.Right, NewAddress(), CancellationToken.None);
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!;
    }

    /// <returns>The seconds that the quickest of some sign-ins took: no core tries passwords faster.</returns>
    public async Task<double> QuickestAsync(int attempts)
    {
        var quickest = TimeSpan.MaxValue;
        for (var i = 0; i < attempts; i++)
        {
            var start = Stopwatch.GetTimestamp();
            (await SignInAsync(Who.Wrong)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            var elapsed = Stopwatch.GetElapsedTime(start);
            quickest = elapsed < quickest ? elapsed : quickest;
        }

        return quickest.TotalSeconds;
    }

    /// <summary>So many sign-ins in every second, whatever becomes of the earlier ones; returns when all have been answered.</summary>
    public async Task StormAsync(double perSecond, TimeSpan duration)
    {
        var people = Enum.GetValues<Who>();
        var start = Stopwatch.StartNew();
        List<Task> all = [];
        while (start.Elapsed < duration)
        {
            for (var due = (int)(start.Elapsed.TotalSeconds * perSecond) - all.Count; due >= 0; due--)
                all.Add(StormInAsync(people[random.Next(people.Length)], random.Next(10) == 0 ? BusyAddress : NewAddress()));
            await Task.Delay(TimeSpan.FromSeconds(1 / perSecond));
        }

        await Task.WhenAll(all);
    }

    public Task<Answer> SignInAsync(Who who, CancellationToken cancellationToken = default) => SignInAsync(who, NewAddress(), cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task StormInAsync(Who who, string from) => _answers.Enqueue(await SignInAsync(who, from, CancellationToken.None));

    private async Task<Answer> SignInAsync(Who who, string from, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await PostAsync(who, from, cancellationToken);
            var code = answer.IsSuccessStatusCode ? null : (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["code"];
            return new(who, answer.StatusCode, code, answer.Headers.RetryAfter?.Delta);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return new(who, null, exception.Message, null);
        }
    }

    private async Task<HttpResponseMessage> PostAsync(Who who, string from, CancellationToken cancellationToken)
    {
        var (email, password) = who switch
        {
            Who.Right => (MonolithHost.AdminEmail, MonolithHost.AdminPassword),
            Who.Wrong => (_known, "not the right one"),
            _ => (People.NewEmail(), "of no account at all"),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = JsonContent.Create(new { email, password }) };
        request.Headers.Add("X-Forwarded-For", from);
        request.Headers.Add("X-Token-Delivery", "body");
        return await _client.SendAsync(request, cancellationToken);
    }

    private string NewAddress() => new IPAddress([10, .. BitConverter.GetBytes(Interlocked.Increment(ref _addresses)).AsSpan(0, 3)]).ToString();
}
