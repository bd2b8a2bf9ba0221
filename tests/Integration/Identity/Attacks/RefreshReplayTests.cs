using System.Net;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity.Attacks;

/// <summary>Somebody has got hold of a refresh token, or tries to make one (RFC 9700, section 4.14).</summary>
public sealed class RefreshReplayTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_stolen_token_that_comes_after_its_successor_was_used_ends_the_session_for_thief_and_owner()
    {
        using var client = Host.CreateClient();
        var first = await AdminAsync(client);
        var second = await client.RefreshAsync(first.RefreshToken);
        var third = await client.RefreshAsync(second.RefreshToken);

        var replay = await client.RefreshAsync(first.RefreshToken);

        replay.Status.ShouldBe(HttpStatusCode.Unauthorized);
        replay.Code.ShouldBe("identity.refresh_reused");
        (await client.RefreshAsync(third.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        await client.UntilRefusedAsync(third.AccessToken);
    }

    [Fact]
    public async Task A_thief_who_is_faster_is_thrown_out_when_the_owner_comes()
    {
        using var client = Host.CreateClient();
        var owner = await AdminAsync(client);
        var thief = await client.RefreshAsync((await client.RefreshAsync(owner.RefreshToken)).RefreshToken);
        thief.Status.ShouldBe(HttpStatusCode.OK);

        (await client.RefreshAsync(owner.RefreshToken)).Code.ShouldBe("identity.refresh_reused");
        (await client.RefreshAsync(thief.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        await client.UntilRefusedAsync(thief.AccessToken);
    }

    [Fact]
    public async Task A_hundred_uses_of_one_token_at_once_make_one_successor_and_no_second_family()
    {
        using var client = Host.CreateClient();
        var first = await AdminAsync(client);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.RefreshAsync(first.RefreshToken)));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        var successor = answers.Select(answer => answer.RefreshToken).Distinct().ShouldHaveSingleItem();

        (await client.RefreshAsync(successor)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.RefreshAsync(first.RefreshToken)).Code.ShouldBe("identity.refresh_reused");
        (await client.RefreshAsync(successor)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_parts_of_two_tokens_do_not_make_a_third()
    {
        using var client = Host.CreateClient();
        var (one, other) = ((await AdminAsync(client)).RefreshToken, (await AdminAsync(client)).RefreshToken);
        foreach (var length in new[] { 8, 21, 22, 43, 44, one.Length - 4 })
            (await client.RefreshAsync(one[..length] + other[length..])).Code.ShouldBe("identity.refresh_invalid", $"{length}");
        (await client.RefreshAsync(one)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.RefreshAsync(other)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_signed_out_cannot_be_refreshed_by_any_of_its_tokens()
    {
        using var client = Host.CreateClient();
        var first = await AdminAsync(client);
        var second = await client.RefreshAsync(first.RefreshToken);
        (await client.PostAuthAsync("logout", null, ("Authorization", $"Bearer {second.AccessToken}"))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.RefreshAsync(first.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        (await client.RefreshAsync(second.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
    }

    [Fact]
    public async Task Tokens_for_one_thing_are_no_good_for_another()
    {
        using var guarded = await Host.GuardedAsync();
        using var client = Host.CreateClient();
        var step = await client.FirstStepAsync(guarded.Person.Email);
        var signedIn = await client.SecondStepAsync(await client.FirstStepAsync(guarded.Person.Email), guarded.App.Code());
        foreach (var token in new[] { step, signedIn.RefreshToken })
            (await client.GetAuthAsync("me", token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var token in new[] { step, signedIn.AccessToken })
            (await client.RefreshAsync(token)).Status.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest);
        foreach (var token in new[] { step, signedIn.RefreshToken })
        {
            (await client.PostAuthAsync("password/reset", new { token, newPassword = "another long and quiet sentence" })).Code.ShouldBe("identity.invalid_token");
            (await client.PostAuthAsync("email/verify", new { token })).Code.ShouldBe("identity.invalid_token");
        }
    }

    private static Task<AuthAnswer> AdminAsync(HttpClient client) => client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword);
}
