using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Monolith.Bench.Load.Seed;

namespace Monolith.Bench.Load.Contenders;

/// <summary>A client of one contender, for everything that is not measured.</summary>
internal sealed class Api(Contender contender) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _client = contender.CreateClient(Patience);

    public void Dispose() => _client.Dispose();

    /// <exception cref="BenchException">The answer is not 200.</exception>
    public async Task<string> GetAsync(string path, string? token, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(path, token, cancellationToken);
        Expect(HttpStatusCode.OK, response, path);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <returns>What the answer says of the cache, or null.</returns>
    /// <exception cref="BenchException">The answer is not 200.</exception>
    public async Task<string?> AskCacheAsync(string path, string? token, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(path, token, cancellationToken);
        Expect(HttpStatusCode.OK, response, path);
        return response.Headers.TryGetValues("X-Cache", out var values) ? values.Single() : null;
    }

    /// <exception cref="BenchException">Strangers get something else than 401.</exception>
    public async Task ExpectRefusalAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await AskAsync(path, token: null, cancellationToken);
        Expect(HttpStatusCode.Unauthorized, response, path);
    }

    public async Task RegisterAsync(string email, CancellationToken cancellationToken)
    {
        const string path = "/api/v1/auth/register";
        using var response = await _client.PostAsJsonAsync(
            path, new { email, password = Population.Password, displayName = "Administrator" }, cancellationToken);
        Expect(HttpStatusCode.Accepted, response, path);
    }

    /// <returns>An access token of the administrator, whom the product makes shortly after its start.</returns>
    public async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                using var response = await TrySignInAsync(Population.Administrator, Population.Password, patience.Token);
                if (response.StatusCode == HttpStatusCode.OK)
                    return (await response.Content.ReadFromJsonAsync<JsonElement>(patience.Token)).GetProperty("accessToken").GetString()!;
                await Task.Delay(Pause, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchException($"{contender.Name} does not sign the administrator in.");
        }
    }

    /// <returns>A refresh token of a new session.</returns>
    /// <exception cref="BenchException">The answer is not 200.</exception>
    public async Task<string> OpenSessionAsync(string email, CancellationToken cancellationToken)
    {
        using var response = await TrySignInAsync(email, Population.Password, cancellationToken);
        Expect(HttpStatusCode.OK, response, "a sign-in");
        return (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("refreshToken").GetString()!;
    }

    /// <exception cref="BenchException">A wrong password gets something else than 401.</exception>
    public async Task ExpectRefusedSignInAsync(CancellationToken cancellationToken)
    {
        using var response = await TrySignInAsync(Population.Administrator, "not the password at all", cancellationToken);
        Expect(HttpStatusCode.Unauthorized, response, "a sign-in with a wrong password");
    }

    private async Task<HttpResponseMessage> TrySignInAsync(string email, string password, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login")
        {
            Content = JsonContent.Create(new { email, password }),
        };
        request.Headers.Add("X-Token-Delivery", "body");
        return await _client.SendAsync(request, cancellationToken);
    }

    private Task<HttpResponseMessage> AskAsync(string path, string? token, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return _client.SendAsync(request, cancellationToken);
    }

    private void Expect(HttpStatusCode expected, HttpResponseMessage response, string what)
    {
        if (response.StatusCode != expected)
            throw new BenchException($"{contender.Name} answered {what} with {(int)response.StatusCode} instead of {(int)expected}.");
    }
}
