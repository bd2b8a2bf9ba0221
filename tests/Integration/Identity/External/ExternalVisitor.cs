using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.External;

/// <summary>A browser that keeps its cookies and follows redirects by hand.</summary>
/// <param name="cookies">Of a browser that has been to another node before.</param>
internal sealed class ExternalVisitor(MonolithHost host, CookieContainer? cookies = null) : IDisposable
{
    /// <summary>Where the hosts of these tests are told that people find them; the visitor goes to where they really listen.</summary>
    public const string PublicUrl = "http://localhost:5080";

    private readonly HttpClient client =
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new() }) { BaseAddress = host.Address };

    public HttpClient Client => client;

    /// <returns>Where the installation sends the browser.</returns>
    public async Task<Uri> StartAsync(string provider, string returnUrl = "/profile") =>
        await LocationAsync($"/api/v1/auth/external/{provider}/start?returnUrl={Uri.EscapeDataString(returnUrl)}");

    /// <summary>Comes back from the provider.</summary>
    public Task<Uri> ReturnAsync(Uri callback) => LocationAsync(callback.PathAndQuery);

    /// <summary>Comes back from a provider that has nothing to ask the person.</summary>
    /// <param name="address">Where the installation sent the browser.</param>
    /// <param name="more">Of the query.</param>
    public Task<Uri> ReturnAsync(string provider, Uri address, string more = "") =>
        LocationAsync($"/api/v1/auth/external/{provider}/callback?code=the-code&state={Query(address, "state")}{more}");

    /// <returns>Where the browser ends, as a path.</returns>
    public async Task<string> SignInAsync(string login, string returnUrl = "/profile")
    {
        var callback = await OpenIdProvider.VisitAsync(await StartAsync(OpenIdProvider.Name, returnUrl), login);
        callback.GetLeftPart(UriPartial.Authority).ShouldBe(PublicUrl);
        return (await ReturnAsync(callback)).ToString();
    }

    /// <summary>As the page does when it is loaded; null when the browser is not signed in.</summary>
    public async Task<string?> RestoreAsync()
    {
        var csrf = (string)(await client.GetAuthAsync("csrf")).Json["token"]!;
        var refreshed = await client.PostAuthAsync("refresh", null, ("X-CSRF-Token", csrf));
        return refreshed.Status == HttpStatusCode.OK ? refreshed.AccessToken : null;
    }

    /// <summary>The own account, as the signed-in browser sees it.</summary>
    public async Task<JsonObject> MeAsync() => (await client.GetAuthAsync("me", (await RestoreAsync()).ShouldNotBeNull())).Json;

    /// <summary>The code of the failure that an address explains; null when it explains none.</summary>
    public static string? ErrorIn(Uri location) => QueryHelpers.ParseQuery(location.ToString().Split('?', 2)[^1]).GetValueOrDefault("error");

    public static string Query(Uri location, string name) => QueryHelpers.ParseQuery(location.Query)[name].ToString();

    public void Dispose() => client.Dispose();

    private async Task<Uri> LocationAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        if (answer.StatusCode != HttpStatusCode.Found)
            throw new InvalidOperationException($"{path} answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location.ShouldNotBeNull();
    }
}
