using System.Net;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

/// <summary>Roles that grant nothing to people who have shown no second factor.</summary>
public sealed class RoleSecondFactorTests(RoleSecondFactorTests.Guarding fixture) : IClassFixture<RoleSecondFactorTests.Guarding>
{
    private const string Directory = "/api/v1/users";

    private MonolithHost Host => fixture.Host;

    private HttpClient Admin => fixture.Admin;

    [Fact]
    public async Task Grants_nothing_until_the_session_has_shown_a_second_factor_and_everything_from_then_on()
    {
        var (role, person) = await StrictAsync();
        var signedIn = await Host.CreateClient().LoginAsync(person.Email, People.Password);
        signedIn.Status.ShouldBe(HttpStatusCode.OK);
        ShouldGrant(signedIn, role, needed: true);
        using var client = Host.CreateClient();
        client.Use(signedIn.AccessToken);
        (await client.StatusAsync(Directory)).ShouldBe(HttpStatusCode.Forbidden);
        var me = await client.GetAuthAsync("me");
        me.Json["permissions"]!.AsArray().ShouldBeEmpty();
        ((bool)me.Json["secondFactorNeeded"]!).ShouldBeTrue();

        var app = new AuthenticatorApp((string)(await client.PostAuthAsync("mfa/totp")).Json["secret"]!);
        await client.ConfirmAsync(app);
        var refreshed = await client.RefreshAsync(signedIn.RefreshToken);
        ShouldGrant(refreshed, role, needed: false, "users.read");
        client.Use(refreshed.AccessToken);
        (await client.StatusAsync(Directory)).ShouldBe(HttpStatusCode.OK);

        var again = await client.SecondStepAsync(await client.FirstStepAsync(person.Email), app.Code());
        ShouldGrant(again, role, needed: false, "users.read");
    }

    [Fact]
    public async Task A_recovery_code_is_a_second_factor_too()
    {
        using var guarded = await Host.GuardedAsync();
        var role = await NewRoleAsync(requiresSecondFactor: true);
        await Host.GiveAsync(Admin, await guarded.Client.OwnIdAsync(), role);
        var token = await guarded.Client.FirstStepAsync(guarded.Person.Email);
        ShouldGrant(await guarded.Client.SecondStepAsync(token, guarded.RecoveryCodes[0], "recoveryCode"), role, needed: false, "users.read");
    }

    [Fact]
    public async Task Asking_for_a_second_factor_and_not_asking_any_more_counts_for_who_is_signed_in()
    {
        var role = await NewRoleAsync(requiresSecondFactor: false);
        using var client = (await Host.PersonAsync(Admin, role)).Client;
        (await client.StatusAsync(Directory)).ShouldBe(HttpStatusCode.OK);
        (await Admin.ChangeRoleAsync(role, "*", ["users.read"], requiresSecondFactor: true)).Status.ShouldBe(HttpStatusCode.OK);
        await client.UntilAsync(Directory, HttpStatusCode.Forbidden);
        (await Admin.ChangeRoleAsync(role, "*", ["users.read"])).Status.ShouldBe(HttpStatusCode.OK);
        await client.UntilAsync(Directory, HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_API_token_may_do_what_the_session_that_made_it_could_show()
    {
        var role = await NewRoleAsync(requiresSecondFactor: false);
        var (person, _, plain) = await Host.PersonAsync(Admin, role);
        using var client = plain;
        var made = await client.CreateTokenAsync("users.read");
        using var early = Host.Program(made.Text);
        (await early.StatusAsync(Directory)).ShouldBe(HttpStatusCode.OK);

        (await Admin.ChangeRoleAsync(role, "*", ["users.read"], requiresSecondFactor: true)).Status.ShouldBe(HttpStatusCode.OK);
        await early.UntilAsync(Directory, HttpStatusCode.Forbidden);
        await client.UntilAsync(Directory, HttpStatusCode.Forbidden);
        using var refused = await client.PostTokenAsync(["users.read"]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var app = new AuthenticatorApp((string)(await client.PostAuthAsync("mfa/totp")).Json["secret"]!);
        await client.ConfirmAsync(app);
        client.Use((await client.SecondStepAsync(await client.FirstStepAsync(person.Email), app.Code())).AccessToken);
        using var late = Host.Program((await client.CreateTokenAsync("users.read")).Text);
        (await late.StatusAsync(Directory)).ShouldBe(HttpStatusCode.OK);
        (await early.StatusAsync(Directory)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Nobody_asks_others_for_a_second_factor_who_has_shown_none()
    {
        using var plain = await Host.AdminAsync();
        var role = await plain.NewRoleAsync("users.read");
        (await plain.ChangeRoleAsync(role, "*", ["users.read"], requiresSecondFactor: true)).Code.ShouldBe("identity.second_factor_first");
        ((bool)(await plain.GetRoleAsync(role)).Json!["requiresSecondFactor"]!).ShouldBeFalse();

        var strict = await Admin.ChangeRoleAsync(role, "*", ["users.read"], requiresSecondFactor: true);
        ((bool)strict.Json!["requiresSecondFactor"]!).ShouldBeTrue();
        (await plain.ChangeRoleAsync(role, strict.Tag, [], requiresSecondFactor: true)).Status.ShouldBe(HttpStatusCode.OK, "it asks for one already");
    }

    [Fact]
    public async Task Administrators_are_nobody_either_while_theirs_asks_for_a_second_factor()
    {
        using var plain = await Host.AdminAsync();
        var everything = (await plain.GetRoleAsync("admin")).Permissions;
        (await Admin.ChangeRoleAsync("admin", "*", everything, requiresSecondFactor: true)).Status.ShouldBe(HttpStatusCode.OK);
        await plain.UntilAsync(Directory, HttpStatusCode.Forbidden);
        (await Admin.StatusAsync(Directory)).ShouldBe(HttpStatusCode.OK);
        (await Admin.ChangeRoleAsync("admin", "*", everything)).Status.ShouldBe(HttpStatusCode.OK);
        await plain.UntilAsync(Directory, HttpStatusCode.OK);
    }

    private static void ShouldGrant(AuthAnswer answer, string role, bool needed, params string[] permissions)
    {
        answer.Status.ShouldBe(HttpStatusCode.OK);
        var user = answer.Json["user"]!;
        user["roles"]!.AsArray().Select(name => (string)name!).ShouldBe([role]);
        user["permissions"]!.AsArray().Select(name => (string)name!).ShouldBe(permissions);
        ((bool)user["secondFactorNeeded"]!).ShouldBe(needed);
    }

    private async Task<string> NewRoleAsync(bool requiresSecondFactor)
    {
        var name = $"r{Guid.CreateVersion7():N}";
        (await Admin.ChangeRoleAsync(name, tag: null, ["users.read"], requiresSecondFactor)).Status.ShouldBe(HttpStatusCode.OK);
        return name;
    }

    private async Task<(string Role, Person Person)> StrictAsync()
    {
        var role = await NewRoleAsync(requiresSecondFactor: true);
        var (person, _, client) = await Host.PersonAsync(Admin, role);
        client.Dispose();
        return (role, person);
    }

    /// <summary>A host whose roles are changed for everybody, and an administrator who has shown a second factor there.</summary>
    public sealed class Guarding(Services services) : IAsyncLifetime
    {
        public MonolithHost Host { get; private set; } = null!;

        public HttpClient Admin { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await MonolithHost.StartAsync(services);
            var guarded = await Host.GuardedAsync();
            using var first = await Host.AdminAsync();
            await Host.GiveAsync(first, await guarded.Client.OwnIdAsync(), "admin");
            Admin = guarded.Client;
            Admin.Use((await Admin.SecondStepAsync(await Admin.FirstStepAsync(guarded.Person.Email), guarded.App.Code())).AccessToken);
        }

        public async ValueTask DisposeAsync()
        {
            Admin.Dispose();
            await Host.DisposeAsync();
        }
    }
}
