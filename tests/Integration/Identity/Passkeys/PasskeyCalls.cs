using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.Passkeys;

/// <summary>Somebody who is signed in and has a passkey.</summary>
internal sealed record Keyed(Person Person, HttpClient Client, SoftwareAuthenticator Authenticator) : IDisposable
{
    public void Dispose()
    {
        Client.Dispose();
        Authenticator.Dispose();
    }
}

internal static class PasskeyCalls
{
    /// <summary>A fresh person with a passkey.</summary>
    /// <param name="counts">Whether the authenticator counts its uses.</param>
    public static async Task<Keyed> KeyedAsync(this MonolithHost host, bool counts = false)
    {
        var (person, client) = await host.MemberAsync();
        var authenticator = new SoftwareAuthenticator { Counter = counts ? 1u : null };
        (await client.AddPasskeyAsync(authenticator)).Status.ShouldBe(HttpStatusCode.Created);
        return new(person, client, authenticator);
    }

    public static async Task<AuthAnswer> AddPasskeyAsync(
        this HttpClient signedIn, SoftwareAuthenticator authenticator, string? name = null, Claim? claim = null)
    {
        var body = authenticator.Create(await signedIn.PasskeyOptionsAsync("passkeys/options"), claim);
        if (name is not null)
            body["name"] = name;
        return await signedIn.PostAuthAsync("passkeys", body);
    }

    /// <param name="path">Whose options: of <c>passkeys</c>, <c>login/passkey</c> or <c>reauthenticate/passkey</c>.</param>
    public static async Task<JsonObject> PasskeyOptionsAsync(this HttpClient client, string path = "login/passkey/options")
    {
        var answer = await client.PostAuthAsync(path);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return answer.Json;
    }

    /// <summary>As a native client: the refresh token comes in the body.</summary>
    public static Task<AuthAnswer> SendPasskeyAsync(this HttpClient client, JsonObject assertion) =>
        client.PostAuthAsync("login/passkey", assertion, ("X-Token-Delivery", "body"));

    public static async Task<AuthAnswer> SignInAsync(this HttpClient client, SoftwareAuthenticator authenticator, Claim? claim = null) =>
        await client.SendPasskeyAsync(authenticator.Get(await client.PasskeyOptionsAsync(), claim));

    public static async Task<JsonArray> PasskeysAsync(this HttpClient signedIn) =>
        (await signedIn.GetFromJsonAsync<JsonArray>("/api/v1/auth/passkeys"))!;

    public static Task<AuthAnswer> RemovePasskeyAsync(this HttpClient signedIn, string id) => signedIn.RemoveAuthAsync($"passkeys/{id}");

    /// <summary>The fields that a refused body is to blame for.</summary>
    public static IEnumerable<string> Fields(this AuthAnswer refused)
    {
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        return refused.Json["errors"]!.AsObject().Select(error => error.Key);
    }

    public static void ShouldBeRefused(this AuthAnswer answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Code.ShouldBe("identity.invalid_credentials");
    }
}
