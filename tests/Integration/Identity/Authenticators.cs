using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Somebody whose account asks for a code.</summary>
internal sealed record Guarded(Person Person, HttpClient Client, AuthenticatorApp App, string[] RecoveryCodes) : IDisposable
{
    public void Dispose() => Client.Dispose();
}

internal static class Authenticators
{
    /// <summary>A fresh person who is signed in and has an authenticator app; its code of one step ago is used up.</summary>
    public static async Task<Guarded> GuardedAsync(this MonolithHost host)
    {
        var (person, client) = await host.MemberAsync();
        return await client.GuardAsync(person);
    }

    /// <summary>As the other, for somebody who is signed in.</summary>
    public static async Task<Guarded> GuardAsync(this HttpClient client, Person person)
    {
        var key = await client.PostAuthAsync("mfa/totp");
        key.Status.ShouldBe(HttpStatusCode.OK);
        var app = new AuthenticatorApp((string)key.Json["secret"]!);
        var confirmed = await client.ConfirmAsync(app);
        return new(person, client, app, [.. confirmed.Json["recoveryCodes"]!.AsArray().Select(code => (string)code!)]);
    }

    /// <summary>Shows the first code: that of the step before, so that the others are left.</summary>
    public static async Task<AuthAnswer> ConfirmAsync(this HttpClient client, AuthenticatorApp app)
    {
        // It is good until the step ends, which may be just now: then the next is tried.
        string code;
        AuthAnswer answer;
        do
        {
            code = app.Code(-1);
            answer = await client.PostAuthAsync("mfa/totp/confirm", new { code });
        }
        while (answer.Status != HttpStatusCode.OK && code != app.Code(-1));
        answer.Status.ShouldBe(HttpStatusCode.OK);
        return answer;
    }

    /// <returns>The token to bring with the code.</returns>
    public static async Task<string> FirstStepAsync(this HttpClient client, string email)
    {
        var answer = await client.LoginAsync(email, People.Password);
        ((bool)answer.Json["mfaRequired"]!).ShouldBeTrue();
        return (string)answer.Json["mfaToken"]!;
    }

    public static Task<AuthAnswer> SecondStepAsync(this HttpClient client, string mfaToken, string code, string method = "totp") =>
        client.PostAuthAsync("login/mfa", new { mfaToken, method, code }, ("X-Token-Delivery", "body"));

    public static async Task<HttpStatusCode> DeleteAuthAsync(this HttpClient client, string path)
    {
        using var answer = await client.DeleteAsync(new Uri($"/api/v1/auth/{path}", UriKind.Relative));
        return answer.StatusCode;
    }

    public static async Task<JsonObject> CredentialsAsync(this HttpClient client) => (await client.GetAuthAsync("me")).Json["credentials"]!.AsObject();

    public static void Use(this HttpClient client, string accessToken) =>
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
}
