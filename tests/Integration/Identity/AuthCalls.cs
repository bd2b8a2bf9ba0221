using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monolith.Tests.Integration.Identity;

/// <summary>An answer of <c>/api/v1/auth</c>, read to its end.</summary>
internal sealed record AuthAnswer(HttpStatusCode Status, JsonObject Json, IReadOnlyList<string> Cookies)
{
    public string? Code => (string?)Json["code"];

    public string AccessToken => (string)Json["accessToken"]!;

    public string RefreshToken => (string)Json["refreshToken"]!;
}

/// <summary>The calls as a client makes them.</summary>
internal static class AuthCalls
{
    public static async Task<AuthAnswer> PostAuthAsync(this HttpClient client, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/auth/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await client.SendAuthAsync(request);
    }

    public static async Task<AuthAnswer> GetAuthAsync(this HttpClient client, string path, string? accessToken = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/auth/{path}");
        if (accessToken is not null)
            request.Headers.Authorization = new("Bearer", accessToken);
        return await client.SendAuthAsync(request);
    }

    /// <summary>With whatever the client carries.</summary>
    public static async Task<AuthAnswer> RemoveAuthAsync(this HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/auth/{path}");
        return await client.SendAuthAsync(request);
    }

    /// <summary>As a native client: the refresh token comes in the body.</summary>
    public static Task<AuthAnswer> LoginAsync(this HttpClient client, string email, string password) =>
        client.PostAuthAsync("login", new { email, password }, ("X-Token-Delivery", "body"));

    /// <summary>The administrator from some network address.</summary>
    public static Task<AuthAnswer> LoginFromAsync(this HttpClient client, string address, string password) => client.PostAuthAsync(
        "login", new { email = Fixture.MonolithHost.AdminEmail, password }, ("X-Token-Delivery", "body"), ("X-Forwarded-For", address));

    public static Task<AuthAnswer> RefreshAsync(this HttpClient client, string refreshToken) => client.PostAuthAsync("refresh", new { refreshToken });

    /// <summary>As a browser: the refresh token and the CSRF token are in cookies that the client keeps.</summary>
    public static async Task<string> LoginAsBrowserAsync(this HttpClient client, string email, string password)
    {
        (await client.PostAuthAsync("login", new { email, password })).Status.ShouldBe(HttpStatusCode.OK);
        return (string)(await client.GetAuthAsync("csrf")).Json["token"]!;
    }

    /// <summary>Returns once the access token is refused; nodes learn of an end within a second.</summary>
    public static async Task UntilRefusedAsync(this HttpClient client, string accessToken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await client.GetAuthAsync("me", accessToken)).Status != HttpStatusCode.Unauthorized)
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
    }

    private static async Task<AuthAnswer> SendAuthAsync(this HttpClient client, HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var values) ? values.ToArray() : [];
        return new(answer.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(), cookies);
    }
}
