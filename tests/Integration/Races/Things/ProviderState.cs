using System.Net;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Identity.External;

namespace Monolith.Tests.Integration.Races.Things;

/// <summary>The way back from a provider, in one browser: each success is a session more.</summary>
internal sealed class ProviderState : OneShot
{
    private const string Provider = "evil";

    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private HostileProvider _provider = null!;
    private string _email = string.Empty;
    private string _callback = string.Empty;
    private string _cookies = string.Empty;

    public override string[] Refusals => ["identity.external_state_invalid"];

    /// <summary>The state is used up before the provider is asked, and the session begins after it has answered.</summary>
    public override bool CanBeLost => true;

    public override async Task<Dictionary<string, string?>> SettingsAsync()
    {
        _provider = await HostileProvider.StartAsync();
        return _provider.SettingsAs(Provider, "OpenId");
    }

    public override async Task PrepareAsync(Arena arena, int uses)
    {
        _email = People.NewEmail();
        var cookies = new CookieContainer();
        using var visitor = new ExternalVisitor(arena.Nodes[0], cookies);
        var address = await visitor.StartAsync(Provider);
        _provider.Answer(_provider.Claims(ExternalVisitor.Query(address, "nonce"), _email));
        _callback = $"/api/v1/auth/external/{Provider}/callback?code=the-code&state={ExternalVisitor.Query(address, "state")}";
        _cookies = cookies.GetCookieHeader(arena.Nodes[0].Address);
    }

    public override async Task<Outcome?> UseAsync(Arena arena, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(arena.Nodes[number % arena.Nodes.Count].Address, _callback));
        request.Headers.Add("Cookie", _cookies);
        using var answer = await _browser.SendAsync(request);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            return null;
        var end = answer.Headers.Location.ShouldNotBeNull(await answer.Content.ReadAsStringAsync());
        return ExternalVisitor.ErrorIn(end) is { } error ? Outcome.Refused(error) : Outcome.Won($"{number}");
    }

    /// <remarks>Looks by signing in once more.</remarks>
    public override async Task<int> CountEffectsAsync(Arena arena, string? prize)
    {
        using var visitor = new ExternalVisitor(arena.Nodes[0]);
        var address = await visitor.StartAsync(Provider);
        _provider.Answer(_provider.Claims(ExternalVisitor.Query(address, "nonce"), _email));
        (await visitor.ReturnAsync(Provider, address)).ToString().ShouldBe("/profile");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/auth/sessions");
        request.Headers.Authorization = new("Bearer", (await visitor.RestoreAsync()).ShouldNotBeNull());
        using var sessions = await arena.Client.SendAsync(request);
        return JsonNode.Parse(await sessions.Content.ReadAsStringAsync())!.AsArray().Count - 1;
    }

    public override async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _provider.DisposeAsync();
        await base.DisposeAsync();
    }
}
