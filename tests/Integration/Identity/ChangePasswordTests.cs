using System.Net;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

public sealed class ChangePasswordTests(OneHost fixture) : IClassFixture<OneHost>
{
    private const string NewPassword = "another long and quiet sentence";

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task A_new_password_ends_every_session_but_the_one_that_took_it()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var anybody = signedIn;
        var (mine, other) = (await anybody.LoginAsync(person.Email, People.Password), await anybody.LoginAsync(person.Email, People.Password));

        (await ChangeAsync(mine.AccessToken, People.Password, NewPassword)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await anybody.RefreshAsync(mine.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await anybody.RefreshAsync(other.RefreshToken)).Code.ShouldBe("identity.refresh_invalid");
        await anybody.UntilRefusedAsync(other.AccessToken);
        (await anybody.LoginAsync(person.Email, People.Password)).Code.ShouldBe("identity.invalid_credentials");
        (await anybody.LoginAsync(person.Email, NewPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_does_not_know_the_current_password_changes_nothing()
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var mine = await client.LoginAsync(person.Email, People.Password);
        var refused = await ChangeAsync(mine.AccessToken, NewPassword, NewPassword);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Code.ShouldBe("identity.wrong_password");
        ((string)refused.Json["errors"]!["currentPassword"]![0]!).ShouldBe("This is not your current password.");
        (await client.LoginAsync(person.Email, People.Password)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("", "Must not be empty.")]
    [InlineData("short", "Must have at least 12 characters.")]
    [InlineData("Ada Lovelace", "Must not consist of your own name or address.")]
    public async Task A_password_that_is_not_good_enough_is_refused_by_its_rule(string password, string rule)
    {
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var mine = await client.LoginAsync(person.Email, People.Password);
        var refused = await ChangeAsync(mine.AccessToken, People.Password, password);
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        ((string)refused.Json["errors"]!["newPassword"]![0]!).ShouldBe(rule);
        (await client.RefreshAsync(mine.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_changes_a_password_without_being_signed_in()
    {
        using var anonymous = Host.CreateClient();
        (await anonymous.PostAuthAsync("password/change", new { currentPassword = People.Password, newPassword = NewPassword }))
            .Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<AuthAnswer> ChangeAsync(string accessToken, string currentPassword, string newPassword)
    {
        using var client = Host.CreateClient();
        return await client.PostAuthAsync("password/change", new { currentPassword, newPassword }, ("Authorization", $"Bearer {accessToken}"));
    }
}
