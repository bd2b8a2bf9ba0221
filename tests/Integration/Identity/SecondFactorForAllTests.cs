using System.Net;
using Microsoft.AspNetCore.Authorization;
using Monolith.Tests.Integration.Fixture;

namespace Monolith.Tests.Integration.Identity;

/// <summary>An operator who asks a second factor of every role: a password alone leads to setting one up and nowhere else.</summary>
public sealed class SecondFactorForAllTests(RoleSecondFactorTests.Guarding fixture) : IClassFixture<RoleSecondFactorTests.Guarding>
{
    /// <summary>What shows a second factor, or sets one up and what the page for that must know.</summary>
    private static readonly string[] Open =
    [
        "GET /api/v1/auth/me",
        "POST /api/v1/auth/reauthenticate",
        "POST /api/v1/auth/reauthenticate/passkey/options",
        "POST /api/v1/auth/mfa/totp",
        "POST /api/v1/auth/mfa/totp/confirm",
        "GET /api/v1/auth/passkeys/",
        "POST /api/v1/auth/passkeys/options",
        "POST /api/v1/auth/passkeys/",
    ];

    private MonolithHost Host => fixture.Host;

    [Fact]
    public async Task Who_has_shown_a_password_alone_gets_nothing_but_a_second_factor_set_up()
    {
        (await fixture.Admin.ChangeRoleAsync("member", "*", [], requiresSecondFactor: true)).Status.ShouldBe(HttpStatusCode.OK);
        var person = await Host.RegisterAsync();
        await Host.VerifyAsync(person.Email);
        using var client = Host.CreateClient();
        var signedIn = await client.LoginAsync(person.Email, People.Password);
        client.Use(signedIn.AccessToken);
        await client.UntilAsync("/api/v1/users/me", HttpStatusCode.Forbidden);

        var open = new List<string>();
        foreach (var endpoint in Host.Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            foreach (var method in endpoint.Methods())
            {
                if (await client.CallAsync(method, endpoint) != (HttpStatusCode.Forbidden, "request.forbidden"))
                    open.Add($"{method} {endpoint.RoutePattern.RawText}");
            }
        }

        open.Select(name => name.TrimEnd('/')).ShouldBe(Open.Select(name => name.TrimEnd('/')), ignoreOrder: true);

        var app = new AuthenticatorApp((string)(await client.PostAuthAsync("mfa/totp")).Json["secret"]!);
        await client.ConfirmAsync(app);
        client.Use((await client.RefreshAsync(signedIn.RefreshToken)).AccessToken);
        (await client.StatusAsync("/api/v1/users/me")).ShouldBe(HttpStatusCode.OK);
        (await client.StatusAsync("/api/v1/auth/sessions")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_role_that_asks_for_none_leaves_the_own_things_open()
    {
        var strict = await fixture.Admin.NewRoleAsync("users.read");
        var lax = await fixture.Admin.NewRoleAsync();
        (await fixture.Admin.ChangeRoleAsync(strict, "*", ["users.read"], requiresSecondFactor: true)).Status.ShouldBe(HttpStatusCode.OK);
        var (_, id, signedIn) = await Host.PersonAsync(fixture.Admin, strict, lax);
        using var client = signedIn;
        (await client.StatusAsync("/api/v1/users/me")).ShouldBe(HttpStatusCode.OK);
        (await client.StatusAsync("/api/v1/users")).ShouldBe(HttpStatusCode.Forbidden);

        id.ShouldNotBe(Guid.Empty);
        (await fixture.Admin.ChangeRoleAsync(lax, "*", [], requiresSecondFactor: true)).Status.ShouldBe(HttpStatusCode.OK);
        await client.UntilAsync("/api/v1/users/me", HttpStatusCode.Forbidden);
    }
}
