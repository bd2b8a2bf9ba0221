using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Monolith.Tests.Integration.Fixture;
using Monolith.Tests.Integration.Realtime;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity;

/// <summary>However a session ends, whatever was issued for it is worth nothing from then on.</summary>
public sealed class EndSessionTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const int InvalidToken = 3500;

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_device_that_is_signed_out_from_another_loses_its_tokens_and_its_live_connection()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var here = signedIn;
        using var client = Host.CreateClient();
        var lost = await client.LoginAsync(person.Email, People.Password);
        await using var live = await LiveClient.ConnectAsync(Host, lost.AccessToken);

        (await EndAsync(here, lost)).ShouldBe(HttpStatusCode.NoContent);

        (await live.EndAsync()).ShouldBe(InvalidToken);
        await client.UntilRefusedAsync(lost.AccessToken);
        (await client.RefreshAsync(lost.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await here.GetAuthAsync("me")).Status.ShouldBe(HttpStatusCode.OK);
        (await EndAsync(here, lost)).ShouldBe(HttpStatusCode.NoContent, "who asks again has what was asked for");
    }

    [Fact]
    public async Task A_token_that_was_never_used_before_is_refused_too()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var here = signedIn;
        using var client = Host.CreateClient();
        var lost = await client.LoginAsync(person.Email, People.Password);
        (await EndAsync(here, lost)).ShouldBe(HttpStatusCode.NoContent);
        (await client.GetAuthAsync("me", lost.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);

        await using var live = await LiveClient.OpenAsync(Host);
        await live.SayAsync($$$"""{"id":1,"connect":{"token":"{{{lost.AccessToken}}}"}}""");
        (await live.EndAsync()).ShouldBe(InvalidToken);
    }

    [Fact]
    public async Task The_session_of_somebody_else_is_no_session_of_mine()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var here = signedIn;
        using var stranger = await Host.AdminAsync();
        var session = await here.LoginAsync(person.Email, People.Password);

        (await EndAsync(stranger, session)).ShouldBe(HttpStatusCode.NotFound);
        using var unknown = await here.DeleteAsync($"/api/v1/auth/sessions/{Guid.CreateVersion7()}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var anonymous = Host.CreateClient();
        (await EndAsync(anonymous, session)).ShouldBe(HttpStatusCode.Unauthorized);
        (await here.RefreshAsync(session.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_refuses_the_access_token_that_did_it()
    {
        using var client = Host.CreateClient();
        var login = await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
        (await client.PostAuthAsync("logout", null, ("Authorization", $"Bearer {login.AccessToken}"))).Status.ShouldBe(HttpStatusCode.NoContent);
        await client.UntilRefusedAsync(login.AccessToken);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_live_connection()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var here = signedIn;
        var other = await here.LoginAsync(person.Email, People.Password);
        await using var near = await LiveClient.ConnectAsync(Host, here);
        await using var far = await LiveClient.ConnectAsync(Host, other.AccessToken);
        (await here.PostAuthAsync("logout-all")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await near.EndAsync()).ShouldBe(InvalidToken);
        (await far.EndAsync()).ShouldBe(InvalidToken);
        await here.UntilRefusedAsync(other.AccessToken);
    }

    [Fact]
    public async Task A_stolen_refresh_token_that_comes_back_ends_the_access_tokens_too_and_the_person_is_told()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var first = await client.LoginAsync(person.Email, People.Password);
        var second = await client.RefreshAsync(first.RefreshToken);
        var third = await client.RefreshAsync(second.RefreshToken);
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await client.RefreshAsync(first.RefreshToken)).Code.ShouldBe("identity.refresh_reused"));
        await client.UntilRefusedAsync(third.AccessToken);
        (await Host.MailsAsync(person.Email))[0].ShouldBe("A sign-in of yours was ended");
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) =>
            (await client.RefreshAsync(first.RefreshToken)).Code.ShouldBe("identity.refresh_reused"));
        (await Host.MailsAsync(person.Email)).Count(subject => subject == "A sign-in of yours was ended").ShouldBe(1, "once is enough");
    }

    private static async Task<HttpStatusCode> EndAsync(HttpClient signedIn, AuthAnswer session)
    {
        var id = new JsonWebToken(session.AccessToken).GetClaim("sid").Value;
        using var answer = await signedIn.DeleteAsync($"/api/v1/auth/sessions/{id}");
        return answer.StatusCode;
    }
}
