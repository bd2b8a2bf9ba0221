using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

public sealed class ListSessionsTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Fact]
    public async Task A_person_sees_where_she_is_signed_in_and_which_of_it_is_here()
    {
        var (person, signedIn) = await fixture.Host.MemberAsync();
        using var here = signedIn;
        using var browser = fixture.Host.CreateClient();
        browser.DefaultRequestHeaders.Add("User-Agent", Firefox);
        (await browser.LoginAsync(person.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);

        var sessions = (await here.GetFromJsonAsync<JsonArray>("/api/v1/auth/sessions"))!;

        sessions.Count.ShouldBe(2);
        ((string?)sessions[0]!["browser"], (string?)sessions[0]!["device"]).ShouldBe(("Firefox", "Windows"));
        ((bool)sessions[0]!["current"]!).ShouldBeFalse();
        ((string?)sessions[1]!["browser"]).ShouldBeNull();
        ((bool)sessions[1]!["current"]!).ShouldBeTrue();
        foreach (var session in sessions)
        {
            IPAddress.IsLoopback(IPAddress.Parse((string)session!["ip"]!)).ShouldBeTrue();
            ((DateTimeOffset)session["lastSeenAt"]!).ShouldBe((DateTimeOffset)session["createdAt"]!);
            session.AsObject().Select(member => member.Key)
                .ShouldBe(["id", "device", "browser", "ip", "createdAt", "lastSeenAt", "current"], ignoreOrder: true);
        }
    }

    [Fact]
    public async Task A_device_that_has_signed_out_is_no_longer_listed()
    {
        var (person, signedIn) = await fixture.Host.MemberAsync();
        using var here = signedIn;
        var other = await here.LoginAsync(person.Email, People.Password);
        (await here.PostAuthAsync("logout", null, ("Authorization", $"Bearer {other.AccessToken}"))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await here.GetFromJsonAsync<JsonArray>("/api/v1/auth/sessions"))!.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_list_who_is_not_signed_in()
    {
        using var anonymous = fixture.Host.CreateClient();
        (await anonymous.GetAuthAsync("sessions")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
