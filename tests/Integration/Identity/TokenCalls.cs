using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Realtime;
using Npgsql;

namespace Monolith.Tests.Integration.Identity;

/// <summary>A personal access token, as its owner was shown it.</summary>
internal sealed record NewToken(Guid Id, string Text);

/// <summary>The calls about personal access tokens, and with them.</summary>
internal static class TokenCalls
{
    public const string Route = "/api/v1/auth/tokens";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task<HttpResponseMessage> PostTokenAsync(
        this HttpClient signedIn, string[] scopes, string name = "nightly report", TimeSpan? lifetime = null) =>
        signedIn.PostAsJsonAsync(Route, new { name, scopes, expiresAt = TimeProvider.System.GetUtcNow() + (lifetime ?? TimeSpan.FromDays(30)) });

    public static async Task<NewToken> CreateTokenAsync(this HttpClient signedIn, params string[] scopes)
    {
        using var answer = await signedIn.PostTokenAsync(scopes);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        var created = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        return new((Guid)created["id"]!, (string)created["token"]!);
    }

    public static async Task RevokeTokenAsync(this HttpClient signedIn, NewToken token)
    {
        using var answer = await signedIn.DeleteAsync($"{Route}/{token.Id}");
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    public static async Task<JsonArray> ListTokensAsync(this HttpClient signedIn) => (await signedIn.GetFromJsonAsync<JsonArray>(Route))!;

    /// <summary>A program that has nothing but the token.</summary>
    public static HttpClient Program(this MonolithHost host, string token)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }

    /// <summary>Asks until the answer is this one; nodes learn of a change within a second.</summary>
    public static async Task UntilAsync(this HttpClient client, string path, HttpStatusCode status)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await client.StatusAsync(path) != status)
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
    }

    /// <summary>Waits until the list says when the token was used.</summary>
    public static async Task<DateTimeOffset> UntilUsedAsync(this HttpClient signedIn, NewToken token)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var listed = (await signedIn.ListTokensAsync()).Single(listed => (Guid)listed!["id"]! == token.Id)!;
            if (listed["lastUsedAt"] is { } lastUsedAt)
                return (DateTimeOffset)lastUsedAt;
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    /// <summary>Changes the document of the account behind a client, as what is not built over HTTP would.</summary>
    /// <param name="field">Of the document.</param>
    /// <param name="value">JSON.</param>
    public static Task ChangeAccountAsync(this MonolithHost host, HttpClient signedIn, string field, string value) =>
        host.ChangeAccountAsync(Guid.Parse(new JsonWebToken(LiveClient.TokenOf(signedIn)).Subject), field, value);

    /// <inheritdoc cref="ChangeAccountAsync(MonolithHost, HttpClient, string, string)"/>
    public static async Task ChangeAccountAsync(this MonolithHost host, Guid id, string field, string value)
    {
        await using var source = NpgsqlDataSource.Create(host.ConnectionString);
        await using var change = source.CreateCommand("update identity.mt_doc_account set data = jsonb_set(data, array[$1], $2::jsonb) where id = $3");
        change.Parameters.Add(new() { Value = field });
        change.Parameters.Add(new() { Value = value });
        change.Parameters.Add(new() { Value = id });
        (await change.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
