using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monolith.Tests.Integration.Identity;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Fixture;

/// <summary>People who went the whole way that real ones go, and clients that carry their real tokens.</summary>
internal static partial class People
{
    public const string Password = "a long and quiet sentence";

    public static string NewEmail() => $"p{Guid.CreateVersion7():N}@people.test";

    /// <summary>Returns once every message that this caused is handled.</summary>
    public static Task TrackedAsync(this MonolithHost host, Func<Task> act) =>
        host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) => await act());

    /// <summary>Registers and waits until every message that this caused is handled.</summary>
    public static async Task<Person> RegisterAsync(this MonolithHost host, string? email = null, string displayName = "Ada Lovelace", string? correlationId = null)
    {
        email ??= NewEmail();
        using var client = host.CreateClient();
        if (correlationId is not null)
            client.DefaultRequestHeaders.Add("X-Correlation-Id", correlationId);
        await host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/register", new { email, password = Password, displayName });
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted);
        });
        return new(email, displayName);
    }

    /// <summary>Follows the link in the newest mail to the person and waits until the profile is active.</summary>
    public static async Task VerifyAsync(this MonolithHost host, string email)
    {
        using var client = host.CreateClient();
        var token = await host.LinkTokenAsync(email);
        await host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/auth/email/verify", new { token });
            answer.EnsureSuccessStatusCode();
        });
    }

    /// <summary>The token in the newest mail to an address that has a link with one; a warning sent in the same moment may be newer.</summary>
    public static async Task<string> LinkTokenAsync(this MonolithHost host, string email) =>
        (await host.MailboxAsync(email)).Select(mail => Token().Match((string)mail!["text"]!)).First(link => link.Success).Groups["token"].Value;

    /// <summary>The subjects of the mails to an address, the newest first.</summary>
    public static async Task<string[]> MailsAsync(this MonolithHost host, string email) =>
        [.. (await host.MailboxAsync(email)).Select(mail => (string)mail!["subject"]!)];

    /// <summary>A client with the person's access token; the body form of the tokens, as native clients get them.</summary>
    public static async Task<HttpClient> SignInAsync(this MonolithHost host, string email, string password)
    {
        var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = JsonContent.Create(new { email, password }) };
        request.Headers.Add("X-Token-Delivery", "body");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var tokens = await answer.Content.ReadFromJsonAsync<JsonObject>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)tokens!["accessToken"]!);
        return client;
    }

    public static Task<HttpClient> AdminAsync(this MonolithHost host) => host.SignInAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);

    /// <summary>A fresh person, registered, confirmed and signed in.</summary>
    public static async Task<(Person Person, HttpClient Client)> MemberAsync(this MonolithHost host)
    {
        var person = await host.RegisterAsync();
        await host.VerifyAsync(person.Email);
        return (person, await host.SignInAsync(person.Email, Password));
    }

    /// <summary>A fresh person with one role, granted by the administrator.</summary>
    public static async Task<HttpClient> WithRoleAsync(this MonolithHost host, string role)
    {
        using var admin = await host.AdminAsync();
        return (await host.PersonAsync(admin, role)).Client;
    }

    private static async Task<JsonArray> MailboxAsync(this MonolithHost host, string email)
    {
        using var client = host.CreateClient();
        return (await client.GetFromJsonAsync<JsonArray>($"/dev/mail/messages?to={Uri.EscapeDataString(email)}"))!;
    }

    [GeneratedRegex("#token=(?<token>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Token();
}

internal sealed record Person(string Email, string DisplayName);
