using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

/// <summary>An answer about roles, read to its end.</summary>
internal sealed record RoleAnswer(HttpStatusCode Status, JsonNode? Json, string? Tag)
{
    public string? Code => (string?)Json?["code"];

    public string[] Permissions => [.. Json!["permissions"]!.AsArray().Select(name => (string)name!)];

    public string[] Roles => [.. Json!["roles"]!.AsArray().Select(name => (string)name!)];
}

/// <summary>The calls as a client makes them.</summary>
internal static class RoleCalls
{
    public static Task<RoleAnswer> GetRoleAsync(this HttpClient client, string name) => client.AskAsync(HttpMethod.Get, $"roles/{name}");

    public static Task<RoleAnswer> ChangeRoleAsync(
        this HttpClient client, string name, string? tag, string[] permissions, bool requiresSecondFactor = false) =>
        client.AskAsync(HttpMethod.Put, $"roles/{name}", new { permissions, requiresSecondFactor }, tag);

    /// <summary>A role that did not exist, with a name of its own.</summary>
    public static async Task<string> NewRoleAsync(this HttpClient client, params string[] permissions)
    {
        var name = $"r{Guid.CreateVersion7():N}";
        (await client.ChangeRoleAsync(name, tag: null, permissions)).Status.ShouldBe(HttpStatusCode.OK);
        return name;
    }

    public static Task<RoleAnswer> RolesOfAsync(this HttpClient client, Guid accountId) => client.AskAsync(HttpMethod.Get, $"accounts/{accountId}/roles");

    public static Task<RoleAnswer> AssignAsync(this HttpClient client, Guid accountId, string? tag, params string[] roles) =>
        client.AskAsync(HttpMethod.Put, $"accounts/{accountId}/roles", new { roles }, tag ?? "");

    /// <summary>Whatever the account has now.</summary>
    public static async Task GiveAsync(this HttpClient client, Guid accountId, params string[] roles) =>
        (await client.AssignAsync(accountId, "*", roles)).Status.ShouldBe(HttpStatusCode.OK);

    /// <summary>As the other, and waits until every message that this caused is handled.</summary>
    public static Task GiveAsync(this MonolithHost host, HttpClient admin, Guid accountId, params string[] roles) =>
        host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) => await admin.GiveAsync(accountId, roles));

    public static async Task<Guid> OwnIdAsync(this HttpClient signedIn) => (Guid)(await signedIn.GetAuthAsync("me")).Json["id"]!;

    /// <param name="tag">Goes into <c>If-Match</c>; null is <c>If-None-Match: *</c>, and the empty one neither.</param>
    public static async Task<RoleAnswer> AskAsync(this HttpClient client, HttpMethod method, string path, object? body = null, string? tag = "")
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        if (tag is null)
            request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        else if (tag.Length > 0)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer.Headers.ETag?.ToString());
    }

    /// <summary>A registered, confirmed person with these roles, signed in.</summary>
    public static async Task<(Person Person, Guid Id, HttpClient Client)> PersonAsync(this MonolithHost host, HttpClient admin, params string[] roles)
    {
        var (person, first) = await host.MemberAsync();
        using (first)
        {
            var id = await first.OwnIdAsync();
            await host.GiveAsync(admin, id, roles);
            return (person, id, await host.SignInAsync(person.Email, People.Password));
        }
    }
}
