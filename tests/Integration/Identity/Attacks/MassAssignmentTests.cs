using System.Net;
using System.Text.Json.Nodes;
using Monolith.Tests.Integration.Fixture;
using Wolverine.Tracking;

namespace Monolith.Tests.Integration.Identity.Attacks;

/// <summary>Somebody sends more fields than the call has (OWASP Mass Assignment Cheat Sheet).</summary>
public sealed class MassAssignmentTests(OneHost fixture) : IClassFixture<OneHost>
{
    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Nobody_registers_with_roles_permissions_or_a_verified_address()
    {
        var email = People.NewEmail();
        using var client = Host.CreateClient();
        await Host.Running.TrackActivity().Timeout(TimeSpan.FromSeconds(20)).ExecuteAndWaitAsync(async Task (_) => await client.PostAuthAsync("register", new JsonObject
        {
            ["email"] = email,
            ["password"] = People.Password,
            ["displayName"] = "Eve",
            ["id"] = Guid.Empty,
            ["roles"] = new JsonArray("admin"),
            ["Roles"] = new JsonArray("admin"),
            ["permissions"] = new JsonArray("roles.manage"),
            ["emailVerifiedAt"] = "2026-01-01T00:00:00Z",
            ["isEmailVerified"] = true,
        }));
        (await client.LoginAsync(email, People.Password)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await Host.VerifyAsync(email);
        var user = (await client.LoginAsync(email, People.Password)).Json["user"]!;
        user["roles"]!.AsArray().Select(role => (string)role!).ShouldBe(["member"]);
        user["permissions"]!.AsArray().ShouldBeEmpty();
        ((Guid)user["id"]!).ShouldNotBe(Guid.Empty);
    }

    [Fact]
    public async Task Nobody_changes_the_password_of_somebody_else_by_naming_them()
    {
        using var admin = await Host.AdminAsync();
        var adminId = await admin.OwnIdAsync();
        var (person, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        const string New = "another long and quiet sentence";
        var answer = await client.PostAuthAsync("password/change", new
        {
            currentPassword = People.Password,
            newPassword = New,
            accountId = adminId,
            id = adminId,
            email = MonolithHost.AdminEmail,
        });
        answer.Status.ShouldBe(HttpStatusCode.NoContent);
        (await client.LoginAsync(person.Email, New)).Status.ShouldBe(HttpStatusCode.OK);
        (await client.LoginAsync(MonolithHost.AdminEmail, MonolithHost.AdminPassword)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_is_its_makers_whoever_the_body_names()
    {
        using var admin = await Host.AdminAsync();
        var (_, signedIn) = await Host.MemberAsync();
        using var client = signedIn;
        var made = await client.PostAuthAsync("tokens", new
        {
            name = "mine",
            scopes = new[] { "profile.read" },
            expiresAt = TimeProvider.System.GetUtcNow().AddDays(1),
            accountId = await admin.OwnIdAsync(),
            withSecondFactor = true,
        });
        made.Status.ShouldBe(HttpStatusCode.Created);
        using var program = Host.Program((string)made.Json["token"]!);
        (await program.OwnIdAsync()).ShouldBe(await client.OwnIdAsync());
    }

    [Fact]
    public async Task A_session_is_not_given_what_its_body_asks_for()
    {
        var (person, signedIn) = await Host.MemberAsync();
        signedIn.Dispose();
        using var client = Host.CreateClient();
        var login = await client.PostAuthAsync(
            "login",
            new { email = person.Email, password = People.Password, roles = new[] { "admin" }, methods = new[] { "mfa" }, amr = new[] { "mfa" } },
            ("X-Token-Delivery", "body"));
        var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(login.AccessToken);
        token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).ShouldBe(["member"]);
        token.Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value).ShouldBe(["pwd"]);
    }
}
